using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>An operator sets what was bought. It moves at most a slice of licenses: while the outcome says that there is more, ask again.</summary>
/// <remarks>A lowered total goes down with the licenses taken, so that at no moment more are assigned than the total (product rules 25 and 27).</remarks>
public sealed class SetPool : RollOperation
{
    /// <summary>Licenses that one step gives.</summary>
    public const int Slice = 256;

    /// <summary>Licenses that one step takes: more, since whom to take from is found by looking at all who hold one.</summary>
    public const int Taken = 1024;

    /// <inheritdoc/>
    public override int Keys => 1;

    /// <inheritdoc/>
    public override int JournalRows => (2 * Taken) + 2;

    /// <summary>How many licenses there are to be.</summary>
    public required int Total { get; init; }

    /// <summary>The first moment in force, or null.</summary>
    public DateTimeOffset? Starts { get; init; }

    /// <summary>The first moment after it, or null.</summary>
    public DateTimeOffset? Ends { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        var pool = sheet.Pool;
        if (pool.Assigned > Total)
        {
            wants.TakenLast((int)Math.Min(Taken, pool.Assigned - Total));
        }
        else if (Total > pool.Assigned)
        {
            wants.Freed((int)Math.Min(Slice, Total - pool.Assigned));
        }
    }

    internal override Outcome Decide(Sheet sheet)
    {
        var row = Row(sheet, null, ChangeKind.PoolChanged);
        var before = sheet.Pools.Find(0);
        var after = (before ?? sheet.Pool with { Key = sheet.Grant.NextKey() }) with { Starts = Starts, Ends = Ends, Wanted = Total };
        sheet.Pools.Put(0, after with { Total = Math.Max(Total, after.Assigned) });
        var licenses = new Licenses(sheet, row);
        foreach (var loser in Losers(sheet, (int)Math.Min(Taken, after.Assigned - Total)))
        {
            licenses.TakeBack(loser);
        }

        sheet.Pools.Put(0, sheet.Pool with { Total = Math.Max(Total, sheet.Pool.Assigned), Epoch = after.Epoch + 1 });
        licenses.ServeQueue();
        var pool = sheet.Pool;
        if (before is not null && pool == before with { Epoch = pool.Epoch })
        {
            return new Outcome.Planned(before, More: false);
        }

        sheet.Append(row with { Effects = $"total={pool.Total},assigned={pool.Assigned}" });
        return new Outcome.Planned(pool, More: pool.Total > Total || (pool is { Free: > 0, Keeps: false } && pool.Assigned > after.Assigned));
    }

    private static List<UserRow> Losers(Sheet sheet, int count) => count <= 0
        ? []
        : [.. sheet.Users.Present().Where(u => u.License == LicenseState.Assigned).OrderByDescending(u => u.AssignedSince).ThenByDescending(u => u.Key).Take(count)];
}
