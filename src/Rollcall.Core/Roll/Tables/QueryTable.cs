using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The statements by which a list request is narrowed to keys, and by which the relations of a whole page are read at once.</summary>
internal static class QueryTable
{
    private static readonly string Row = $"{RecordTable.HeadList}, doc";

    /// <summary>account, set of keys.</summary>
    public static readonly Sql ByKeys = new($"select {Row} from records where account = $1 and key {{in:$2}} and state <> 2 order by key");

    /// <summary>account, directory, type, microseconds, limit: keys of what has changed since then.</summary>
    public static readonly Sql ModifiedSince = new("select key from records where account = $1 and directory = $2 and type = $3 and modified >= $4 and state <> 2 order by modified limit $5");

    /// <summary>account, directory, type, limit: keys of the inactive.</summary>
    public static readonly Sql Inactive = new("select key from records where account = $1 and directory = $2 and type = $3 and active = 0 and state <> 2 order by key limit $4");

    /// <summary>account, directory, displayName as compared, limit: keys of users.</summary>
    public static readonly Sql UsersByDisplayName = new("select key from records where account = $1 and directory = $2 and type = 1 and display_key = $3 and state <> 2 order by key limit $4");

    /// <summary>account, attribute's number, value, limit: keys of records of all directories.</summary>
    public static readonly Sql ByFurtherKey = new("select record_key from extra_keys where account = $1 and attr_no = $2 and value = $3 order by record_key limit $4");

    /// <summary>account, directory, type: the highest key, 0 where there is none.</summary>
    public static readonly Sql LastKey = new("select coalesce(max(key), 0) from records where account = $1 and directory = $2 and type = $3 and state <> 2");

    /// <summary>account, directory, type, key: the first record from there on, its key and when it was created.</summary>
    public static readonly Sql NextCreated = new("select key, created from records where account = $1 and directory = $2 and type = $3 and key >= $4 and state <> 2 order by key limit 1");

    /// <summary>account, key before the first, last key, type: documents of the records between.</summary>
    /// <remarks>The plus keeps SQLite from an index that holds the whole account: a key says the account too.</remarks>
    public static readonly Sql Documents = new(
        "select key, doc from records where +account = $1 and key > $2 and key <= $3 and type = $4 and state <> 2 order by key",
        "select key, doc from records where account = $1 and key > $2 and key <= $3 and type = $4 and state <> 2 order by key");

    /// <summary>account, key below all of it, key above all of it: its highest key, of any record.</summary>
    public static readonly Sql Highest = new(
        "select key from records where +account = $1 and key > $2 and key < $3 order by key desc limit 1",
        "select key from records where account = $1 and key > $2 and key < $3 order by key desc limit 1");

    /// <summary>account, type: how many there are in all directories.</summary>
    public static readonly Sql OfType = new("select cast(coalesce(sum(live), 0) as bigint) from blocks where account = $1 and type = $2 and level = 2");

    /// <summary>account, group's id, limit: keys of its members.</summary>
    public static readonly Sql MembersOf = new("""
        select x.member_key from records g
        join members x on x.account = g.account and x.group_key = g.key
        where g.account = $1 and g.id = $2 and g.state <> 2
        order by x.member_key limit $3
        """);

    /// <summary>account, group's key, an id: a row where the id is a member.</summary>
    public static readonly Sql IsMember = new("""
        select 1 from records m
        join members x on x.account = m.account and x.member_key = m.key
        where m.account = $1 and x.group_key = $2 and m.id = $3
        """);

    /// <summary>account, group's key: the ids of all members.</summary>
    public static readonly Sql MemberIds = new("select r.id from members m join records r on r.account = m.account and r.key = m.member_key where m.account = $1 and m.group_key = $2");

    /// <summary>account, group's key: the id of any one member.</summary>
    public static readonly Sql AnyMember = new("""
        select r.id from members x
        join records r on r.account = x.account and r.key = x.member_key
        where x.account = $1 and x.group_key = $2
        limit 1
        """);

    /// <summary>account, set of groups' keys, limit: how many members they have in all, counted no further than the limit.</summary>
    public static readonly Sql CountMembers = new("select count(*) from (select 1 from members where account = $1 and group_key {in:$2} limit $3) counted");

    /// <summary>account, set of groups' keys: group, and each member's id, type and no name.</summary>
    public static readonly Sql Members = new("""
        select x.group_key, r.id, r.type, null from members x
        join records r on r.account = x.account and r.key = x.member_key
        where x.account = $1 and x.group_key {in:$2}
        order by x.group_key, x.member_key
        """,
        """
        select x.group_key, r.id, r.type, null::text from members x
        join records r on r.account = x.account and r.key = x.member_key
        where x.account = $1 and x.group_key {in:$2}
        order by x.group_key, x.member_key
        """);

    /// <summary>account, set of groups' keys: group, and each member's id, type and name; the name of a record that does not lead is another's, and is left out.</summary>
    public static readonly Sql NamedMembers = new("""
        select x.group_key, r.id, r.type, coalesce(u.display_name, g.name) from members x
        join records r on r.account = x.account and r.key = x.member_key
        left join users u on u.account = r.account and u.key = r.owner_key and u.lead_record = r.key and r.type = 1
        left join user_groups g on g.account = r.account and g.key = r.owner_key and g.lead_record = r.key and r.type = 2
        where x.account = $1 and x.group_key {in:$2}
        order by x.group_key, x.member_key
        """);

    /// <summary>account, set of members' keys, most groups of each: member, and each group's id, type and name.</summary>
    public static readonly Sql Groups = new("""
        select member, id, type, name from (
            select x.member_key as member, r.id, r.type, g.name, row_number() over (partition by x.member_key order by x.group_key) as place
            from members x
            join records r on r.account = x.account and r.key = x.group_key
            left join user_groups g on g.account = r.account and g.key = r.owner_key and g.lead_record = r.key
            where x.account = $1 and x.member_key {in:$2} and r.state <> 2) ranked
        where place <= $3
        order by member, place
        """);
}
