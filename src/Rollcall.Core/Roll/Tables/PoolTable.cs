using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>License pools; an account has one for now.</summary>
internal static class PoolTable
{
    private static readonly Table Shape = new("pools", ["key"], [
        new("key", ColumnType.Number), new("total", ColumnType.Number), new("assigned", ColumnType.Number), new("starts", ColumnType.Number), new("ends", ColumnType.Number),
        new("policy", ColumnType.Number), new("epoch", ColumnType.Number), new("wanted", ColumnType.Number), new("policy_before", ColumnType.Number),
        new("policy_version", ColumnType.Number), new("systems", ColumnType.Number), new("favored_systems", ColumnType.Number), new("covered_groups", ColumnType.Number),
        new("others", ColumnType.Number), new("sweep", ColumnType.Number), new("sweep_at", ColumnType.Number)], rowKey: true);

    public static readonly RowStatement Save = Shape.Save;
    public static readonly Sql Fetch = new($"select {Shape.SelectList} from pools where account = $1");

    /// <summary>The accounts whose pool is still to be carried out.</summary>
    public static readonly Sql Unfinished = new("select account from pools where sweep is not null or wanted <> total order by account");

    public static Value[] Values(PoolRow p) =>
    [
        p.Account, p.Key, p.Total, p.Assigned, Micros.Of(p.Starts), Micros.Of(p.Ends), (long)p.Policy, p.Epoch, p.Wanted, (long)p.PolicyBefore, p.PolicyVersion, p.Systems,
        p.FavoredSystems, p.CoveredGroups, p.Others, p.Sweep, p.SweepAt,
    ];

    public static PoolRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Key = r.GetInt64(1),
        Total = r.GetInt64(2),
        Assigned = r.GetInt64(3),
        Starts = r.TimeOrNull(4),
        Ends = r.TimeOrNull(5),
        Policy = (LicensePolicy)r.GetInt64(6),
        Epoch = r.GetInt64(7),
        Wanted = r.GetInt64(8),
        PolicyBefore = (LicensePolicy)r.GetInt64(9),
        PolicyVersion = r.GetInt64(10),
        Systems = r.GetInt64(11),
        FavoredSystems = r.GetInt64(12),
        CoveredGroups = r.GetInt64(13),
        Others = r.GetInt64(14),
        Sweep = r.NumberOrNull(15),
        SweepAt = r.NumberOrNull(16),
    };
}
