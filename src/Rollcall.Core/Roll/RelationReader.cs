using System.Data.Common;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Reads who is in which group, for whole pages at once.</summary>
public static class RelationReader
{
    /// <summary>Members of a page of groups that get their names; beyond it a list of members is ids alone.</summary>
    public const int MostNamed = 1000;

    /// <summary>Members of groups, by the group's key.</summary>
    public static async ValueTask<ILookup<long, RelatedRecord>> MembersAsync(Session session, long account, IReadOnlyCollection<long> groups, CancellationToken ct)
    {
        var keys = Value.Set(groups);
        var many = await session.NumberAsync(QueryTable.CountMembers, [account, keys, MostNamed + 1L], ct) > MostNamed;
        return Group(await session.QueryAsync(many ? QueryTable.Members : QueryTable.NamedMembers, [account, keys], Read, ct));
    }

    /// <summary>The ids of all members of a group.</summary>
    public static async ValueTask<HashSet<Guid>> MemberIdsAsync(Session session, long account, long group, CancellationToken ct) =>
        [.. await session.QueryAsync(QueryTable.MemberIds, [account, group], static r => r.Id(0), ct)];

    /// <summary>Groups of members, by the member's key, at most <see cref="RecordReader.MostGroups"/> of each.</summary>
    public static async ValueTask<ILookup<long, RelatedRecord>> GroupsAsync(Session session, long account, IReadOnlyCollection<long> members, CancellationToken ct) =>
        Group(await session.QueryAsync(QueryTable.Groups, [account, Value.Set(members), (long)RecordReader.MostGroups], Read, ct));

    /// <summary>Whether a record is a member of a group.</summary>
    public static async ValueTask<bool> IsMemberAsync(Session session, long account, long group, Guid member, CancellationToken ct) =>
        await session.NumberAsync(QueryTable.IsMember, [account, group, member], ct) > 0;

    /// <summary>The id of any one member; null of an empty group.</summary>
    public static async ValueTask<Guid?> AnyMemberAsync(Session session, long account, long group, CancellationToken ct) =>
        await session.QueryAsync(QueryTable.AnyMember, [account, group], r => r.Id(0), ct) is [var first, ..] ? first : null;

    private static ILookup<long, RelatedRecord> Group(List<(long Of, RelatedRecord Record)> rows) => rows.ToLookup(r => r.Of, r => r.Record);

    private static (long Of, RelatedRecord Record) Read(DbDataReader r) => (r.GetInt64(0), new RelatedRecord(r.Id(1), (RecordType)r.GetInt64(2), r.TextOrNull(3)));
}
