using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Users and groups that a license policy names; system groups stand with the pool.</summary>
internal static class CoveredTable
{
    private static readonly Table Shape = new("covered", ["kind", "key"], [new("kind", ColumnType.Number), new("key", ColumnType.Number), new("priority", ColumnType.Number)]);

    public static readonly RowStatement Fetch = Shape.FetchBy("kind", "key");
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    /// <summary>account: all of the policy.</summary>
    public static readonly Sql All = new($"select {Shape.SelectList} from covered where account = $1 order by kind, key");

    /// <summary>account, key to begin after, limit: users whom a policy reaches next.</summary>
    public static readonly Sql Reach = new($"select {UserTable.List} from users where account = $1 and key > $2 and state <> 2 order by key limit $3");

    /// <summary>account, set of users' keys: user, grounds by himself or his groups, and those marked priority.</summary>
    public static readonly Sql Grounds = new("""
        select owner, cast(count(*) as bigint), cast(sum(priority) as bigint) from (
            select r.owner_key as owner, c.priority as priority from records r
            join users u on u.account = r.account and u.key = r.owner_key and u.lead_record = r.key
            join members m on m.account = r.account and m.member_key = r.key
            join records g on g.account = m.account and g.key = m.group_key
            join covered c on c.account = g.account and c.kind = 2 and c.key = g.owner_key
            where r.account = $1 and r.owner_key {in:$2} and r.type = 1 and r.state <> 2
            union all
            select key, priority from covered where account = $1 and kind = 1 and key {in:$2}) found
        group by owner
        """);

    /// <summary>account: the users that the policy names: key, id, name, priority.</summary>
    public static readonly Sql NamedUsers = new("""
        select c.key, u.id, u.user_name, c.priority from covered c
        join users u on u.account = c.account and u.key = c.key
        where c.account = $1 and c.kind = 1 order by u.name_key, u.key
        """);

    /// <summary>account: the groups that the policy names: key, id, name, priority.</summary>
    public static readonly Sql NamedGroups = new("""
        select c.key, g.id, g.name, c.priority from covered c
        join user_groups g on g.account = c.account and g.key = c.key
        where c.account = $1 and c.kind = 2 order by g.name_key, g.key
        """);

    /// <summary>account, a group's key: keys of the users who are in it.</summary>
    public static readonly Sql UsersOfGroup = new("""
        select distinct r.owner_key from records g
        join members m on m.account = g.account and m.group_key = g.key
        join records r on r.account = m.account and r.key = m.member_key
        join users u on u.account = r.account and u.key = r.owner_key and u.lead_record = r.key
        where g.account = $1 and g.owner_key = $2 and g.type = 2 and g.state <> 2 and r.type = 1 and r.state <> 2
        """);

    public static Value[] Values(long account, CoveredId id, bool priority) => [account, id.Kind, id.Key, priority];

    public static CoveredName ReadName(DbDataReader r, bool isUser) =>
        new(isUser ? CoveredId.User(r.GetInt64(0)) : CoveredId.Group(r.GetInt64(0)), r.Id(1), r.GetString(2), r.Flag(3));

    public static (CoveredId Id, CoveredMark Mark) Read(DbDataReader r) => (new CoveredId(r.GetInt64(1), r.GetInt64(2)), new CoveredMark(r.Flag(3)));
}
