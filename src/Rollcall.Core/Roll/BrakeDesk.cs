using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Brakes of directories as administrators see and set them.</summary>
public sealed class BrakeDesk(Store store)
{
    /// <summary>How long a released brake lets everything pass.</summary>
    public static readonly TimeSpan Released = TimeSpan.FromHours(1);

    private const int MostHeld = 1000;

    /// <summary>A directory's brake; as usual where nothing was ever counted.</summary>
    public async ValueTask<BrakeRow> FindAsync(long account, long directory, CancellationToken ct) => await store.ReadAsync((s, c) => ReadAsync(s, account, directory, c), ct);

    /// <summary>What it holds, oldest first, the first thousand.</summary>
    public ValueTask<List<HeldRow>> HeldAsync(long account, long directory, CancellationToken ct) =>
        store.ReadAsync((s, c) => s.QueryAsync(BrakeTable.HeldOf, [account, directory, (long)MostHeld], BrakeTable.ReadHeld, c), ct);

    /// <summary>The brakes of an account that have counted anything.</summary>
    public static ValueTask<List<BrakeRow>> OfAccountAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(BrakeTable.All, [account], BrakeTable.Read, ct);

    /// <summary>Sets what may be lost within an hour, and what happens beyond it.</summary>
    public Task<BrakeRow> SetAsync(long account, long directory, Func<BrakeRow, BrakeRow> change, Origin origin) =>
        ChangeAsync(account, directory, origin, (brake, _) => Eased(change(brake)));

    /// <summary>Lets everything pass for an hour: what was held passes when it is sent again.</summary>
    public Task<BrakeRow> ReleaseAsync(long account, long directory, Origin origin) => ChangeAsync(
        account, directory, origin, static (brake, now) => brake with { State = BrakeState.Quiet, Since = null, Losses = 0, Began = now, ReleasedUntil = now + Released }, forgets: true);

    /// <summary>Decides of one held request, or of all: to let it pass, to reject it, or to hold it again. Answers how many it concerned.</summary>
    public Task<int> DecideAsync(long account, long directory, long? key, HeldVerdict verdict, Origin origin) => store.WriteAsync(account, 0, async (session, grant, ct) =>
    {
        var held = await session.QueryAsync(BrakeTable.HeldOf, [account, directory, (long)MostHeld], BrakeTable.ReadHeld, ct);
        var meant = held.Where(h => key is null || h.Key == key).ToList();
        if (meant.Count > 0)
        {
            await session.RunAsync([
                new Step(BrakeTable.SaveHeld, [.. meant.Select(h => BrakeTable.Values(h with { Verdict = verdict }))]),
                Journalled(grant, account, directory, $"held={meant.Count};verdict={verdict.ToString().ToLowerInvariant()}", origin)], ct);
        }

        return meant.Count;
    });

    /// <summary>A brake that is not to hold any more holds nothing.</summary>
    private static BrakeRow Eased(BrakeRow brake) => brake is { Mode: not BrakeMode.Hold, State: BrakeState.Holding } ? brake with { State = BrakeState.Quiet, Since = null } : brake;

    private static async ValueTask<BrakeRow> ReadAsync(Session session, long account, long directory, CancellationToken ct) =>
        await session.FirstAsync(BrakeTable.Find, [account, directory], BrakeTable.Read, ct) ?? new BrakeRow { Account = account, Directory = directory };

    private Task<BrakeRow> ChangeAsync(long account, long directory, Origin origin, Func<BrakeRow, DateTimeOffset, BrakeRow> change, bool forgets = false) => store.WriteAsync(account, 0, async (session, grant, ct) =>
    {
        var after = change(await ReadAsync(session, account, directory, ct), grant.Now);
        var held = forgets ? await session.QueryAsync(BrakeTable.HeldOf, [account, directory, (long)MostHeld], BrakeTable.ReadHeld, ct) : [];
        await session.RunAsync(
            [
                new Step(BrakeTable.Save, [BrakeTable.Values(after)]),
                .. held.Count > 0 ? [new Step(BrakeTable.RemoveHeld, [.. held.Select(h => (Value[])[account, h.Key])])] : Array.Empty<Step>(),
                Journalled(grant, account, directory, $"brake={after.Mode.ToString().ToLowerInvariant()};users={after.MostUsers};percent={after.MostPercent};released={(after.ReleasedUntil > grant.Now ? "yes" : "no")}", origin),
            ],
            ct);
        return after;
    });

    private static Step Journalled(LaneGrant grant, long account, long directory, string effects, Origin origin) => ChangesTable.Append(
        [new ChangeRow { Account = account, No = grant.NextNo(), At = grant.At, Kind = ChangeKind.DirectoryChanged, Origin = origin with { Directory = directory }, Effects = effects }]);
}
