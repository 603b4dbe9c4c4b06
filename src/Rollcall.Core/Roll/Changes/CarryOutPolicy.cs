using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Brings a decided policy to the next users, then serves the queue: takes before gives, a slice at a time, so that others write between (product rule 27).</summary>
/// <remarks>How far it has come stands with the pool: it goes on after a kill where it was, and two who carry it out do each slice once.</remarks>
public sealed class CarryOutPolicy : RollOperation
{
    /// <summary>Users that one step reaches, or licenses that it gives.</summary>
    public const int Slice = 256;

    /// <summary>Users that this step reaches, or licenses that it gives: 1 to <see cref="Slice"/>.</summary>
    public int Size { get; init; } = Slice;

    /// <inheritdoc/>
    public override int JournalRows => (2 * Slice) + 2;

    internal override bool Alone => true;

    internal override void Needs(Sheet sheet, Wants wants)
    {
        var pool = sheet.Pool;
        if (pool.Sweep is PoolRow.Serving)
        {
            wants.Freed(Math.Min(Size, pool.Free));
        }
        else if (pool.Sweep is { } reached)
        {
            wants.ReachAfter(reached, Size);
            foreach (var user in Touched(sheet))
            {
                wants.Email(user.EmailKey);
                wants.GroundsOf(user.Key);
            }
        }
    }

    internal override Outcome Decide(Sheet sheet)
    {
        var pool = sheet.Pool;
        if (pool.Sweep is null)
        {
            return new Outcome.Planned(pool, More: false);
        }

        var row = Row(sheet, null, ChangeKind.PolicyCarriedOut);
        var licenses = new Licenses(sheet, row);
        if (pool.Sweep is PoolRow.Serving)
        {
            Serve(sheet, licenses);
        }
        else
        {
            Reach(sheet, licenses, Micros.ToTime(pool.SweepAt!.Value));
        }

        var after = sheet.Pool;
        sheet.Append(row with { Effects = $"policy={after.PolicyVersion},users={sheet.Reached?.Count ?? 0},assigned={after.Assigned}" });
        return new Outcome.Planned(after, More: after.Sweep is not null);
    }

    private static void Serve(Sheet sheet, Licenses licenses)
    {
        var before = sheet.Pool.Assigned;
        licenses.ServeQueue();
        if (sheet.Pool.Free == 0 || sheet.Pool.Assigned == before)
        {
            sheet.Pools.Put(0, sheet.Pool with { Sweep = null, SweepAt = null, PolicyBefore = sheet.Pool.Policy });
        }
    }

    /// <summary>All users of a touched address are counted together: a license that one of them loses goes to another of them first.</summary>
    private void Reach(Sheet sheet, Licenses licenses, DateTimeOffset decided)
    {
        licenses.Settle([.. Touched(sheet).Select(u => (u, Coverage.Count(sheet.Pool, u, sheet.GroundsOf[u.Key])))], decided);
        var last = sheet.Reached!.Count < Size ? PoolRow.Serving : sheet.Reached[^1];
        sheet.Pools.Put(0, sheet.Pool with { Sweep = last });
    }

    private static IEnumerable<UserRow> Touched(Sheet sheet) => (sheet.Reached ?? [])
        .Select(sheet.Users.Find).OfType<UserRow>()
        .SelectMany(u => u.EmailKey is { } address && sheet.UsersByEmail.Knows(address) ? sheet.UsersOfAddress(address).Append(u) : [u])
        .DistinctBy(u => u.Key);
}
