using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>An administrator decides whom licenses cover. The decision is committed at once; <see cref="CarryOutPolicy"/> brings it to the users (product rules 24 and 27).</summary>
public sealed class SetPolicy : RollOperation
{
    /// <summary>Users and groups that a policy may name.</summary>
    public const int Most = 1000;

    /// <inheritdoc/>
    public override int Keys => 1;

    /// <summary>The version that was looked at before deciding.</summary>
    public required long Version { get; init; }

    /// <summary>All users, or those selected.</summary>
    public required LicensePolicy Policy { get; init; }

    /// <summary>Users and groups, <see cref="Most"/> at most, with whether each goes before others in the queue.</summary>
    public required IReadOnlyDictionary<CoveredId, bool> Selected { get; init; }

    /// <summary>System groups: bit n stands for users led by a directory of <see cref="DirectoryKind"/> n.</summary>
    public required long Systems { get; init; }

    /// <summary>Those of them marked priority.</summary>
    public required long FavoredSystems { get; init; }

    internal override bool Alone => true;

    internal override void Needs(Sheet sheet, Wants wants) => wants.EveryCovered();

    internal override Outcome Decide(Sheet sheet)
    {
        var pool = sheet.Pools.Find(0) ?? sheet.Pool with { Key = sheet.Grant.NextKey() };
        if (pool.PolicyVersion != Version || pool.Unfinished)
        {
            return new Outcome.Stale(pool.PolicyVersion);
        }

        foreach (var gone in sheet.Covered.PresentKeys().Where(id => !Selected.ContainsKey(id)).ToList())
        {
            sheet.Covered.Put(gone, null);
        }

        foreach (var (id, priority) in Selected)
        {
            sheet.Covered.Put(id, new CoveredMark(priority));
        }

        var groups = Selected.Keys.Count(id => !id.IsUser);
        sheet.Pools.Put(0, pool with
        {
            Policy = Policy,
            PolicyBefore = pool.Policy,
            PolicyVersion = pool.PolicyVersion + 1,
            Epoch = pool.Epoch + 1,
            Systems = Systems,
            FavoredSystems = FavoredSystems & Systems,
            CoveredGroups = groups,
            Sweep = 0,
            SweepAt = sheet.Grant.At,
        });
        sheet.Append(Row(sheet, null, ChangeKind.PolicyChanged) with
        {
            Effects = $"policy={(Policy == LicensePolicy.All ? "all" : "selected")},users={Selected.Count - groups},groups={groups},systems={long.PopCount(Systems)}",
        });
        return new Outcome.Planned(sheet.Pool, More: true);
    }
}
