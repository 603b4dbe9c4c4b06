using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll;

/// <summary>The one writer: a batch of one account's operations is read for together, decided one after another in memory, and saved with a statement a table.</summary>
/// <remarks>Needs, load, decide, save; the store locks before and commits after. See docs/explanation/hourglass.md.</remarks>
public sealed class Registrar(Store store) : ILaneHandler
{
    /// <summary>Rounds of reading that the deepest chain of needs takes (id, record, user, address, queue, their addresses), and one to spare.</summary>
    private const int MostRounds = 8;

    /// <summary>Does it; the answer comes when it is durable.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="operation">What is to be done.</param>
    /// <param name="premise">What its request was let in on from memory, or null.</param>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    /// <exception cref="PremiseLostException">The premise is not so any more; nothing was done.</exception>
    public async ValueTask<Outcome> ApplyAsync(long account, RollOperation operation, Premise? premise = null)
    {
        operation.GiveTo(this);
        operation.Premise = premise;
        await store.EnqueueAsync(account, operation);
        return operation.Outcome!;
    }

    /// <inheritdoc/>
    public async ValueTask ApplyAsync(Session session, LaneGrant grant, IReadOnlyList<LaneWork> works, CancellationToken ct)
    {
        var waiting = new Queue<RollOperation>(works.Cast<RollOperation>());
        while (waiting.Count > 0)
        {
            var again = await WaveAsync(session, grant, Wave(waiting), ct);
            if (again is not null)
            {
                await AloneAsync(session, grant, again, ct);
            }
        }
    }

    /// <summary>As many operations, in order, as can share a sheet.</summary>
    private static List<RollOperation> Wave(Queue<RollOperation> waiting)
    {
        var rewritten = new HashSet<Guid>();
        var wave = new List<RollOperation>();
        while (waiting.TryPeek(out var next) && (!next.Alone || wave.Count == 0) && (next.Rewrites is not { } record || rewritten.Add(record)))
        {
            wave.Add(waiting.Dequeue());
            if (next.Alone)
            {
                break;
            }
        }

        return wave;
    }

    /// <summary>Decides and saves a wave; gives back those whose needs only showed while deciding.</summary>
    private static async ValueTask<List<RollOperation>?> WaveAsync(Session session, LaneGrant grant, List<RollOperation> wave, CancellationToken ct)
    {
        var sheet = new Sheet(grant);
        await SheetLoad.PoolAsync(session, sheet, ct);
        for (var round = 0; round < MostRounds; round++)
        {
            var wants = new Wants(sheet);
            foreach (var operation in wave)
            {
                operation.Needs(sheet, wants);
            }

            wants.Complete();
            if (!wants.Any)
            {
                break;
            }

            await SheetLoad.FillAsync(session, sheet, wants, ct);
        }

        var again = Decide(sheet, wave);
        await SheetSave.WriteAsync(session, sheet, ct);
        return again;
    }

    private static List<RollOperation>? Decide(Sheet sheet, List<RollOperation> wave)
    {
        List<RollOperation>? again = null;
        foreach (var operation in wave)
        {
            sheet.Grant.Tick();
            try
            {
                operation.Outcome = operation.Decide(sheet);
            }
            catch (NotLoadedException) when (wave.Count > 1)
            {
                sheet.Drop();
                (again ??= []).Add(operation);
                continue;
            }

            if (Stands(operation.Outcome))
            {
                sheet.Keep();
            }
            else
            {
                sheet.Drop();
            }
        }

        return again;
    }

    private static bool Stands(Outcome outcome) =>
        outcome is Outcome.Recorded { Changed: true } or Outcome.Removed or Outcome.Planned or Outcome.Held or Outcome.UserChanged { Changed: true };

    private static async ValueTask AloneAsync(Session session, LaneGrant grant, List<RollOperation> operations, CancellationToken ct)
    {
        foreach (var operation in operations)
        {
            await WaveAsync(session, grant, [operation], ct);
        }
    }
}
