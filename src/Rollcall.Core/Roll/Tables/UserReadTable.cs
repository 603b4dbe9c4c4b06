using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The statements by which the User Directory is read.</summary>
internal static class UserReadTable
{
    private static readonly string Row = UserTable.List;

    /// <summary>account, id.</summary>
    public static readonly Sql ById = new($"select {Row} from users where account = $1 and id = $2");

    /// <summary>account, key.</summary>
    public static readonly Sql ByKey = new($"select {Row} from users where account = $1 and key = $2");

    /// <summary>account, userName as compared.</summary>
    public static readonly Sql ByName = new($"select {Row} from users where account = $1 and name_key = $2 order by key");

    /// <summary>account, address as compared.</summary>
    public static readonly Sql ByEmail = new($"select {Row} from users where account = $1 and email_key = $2 order by key");

    /// <summary>account, key to begin after, limit.</summary>
    public static readonly Sql Page = new($"select {Row} from users where account = $1 and key > $2 and state <> 2 order by key limit $3");

    /// <summary>account, first name as compared, end of the range, limit.</summary>
    public static readonly Sql NameRange = new($"select {Row} from users where account = $1 and name_key >= $2 and name_key < $3 and state <> 2 order by name_key, key limit $4");

    /// <summary>account, address to begin after, limit: addresses of more than one user.</summary>
    public static readonly Sql Shared = new("""
        select email_key from users where account = $1 and email_key > $2 and state <> 2
        group by email_key having count(*) > 1 order by email_key limit $3
        """);

    /// <summary>account, rank, eligible since, key: how many stand before him in the queue.</summary>
    public static readonly Sql Ahead = new("""
        select count(*) from users
        where account = $1 and license = 2
          and (queue_rank < $2 or (queue_rank = $2 and (eligible_since < $3 or (eligible_since = $3 and key < $4))))
        """);

    /// <summary>account: how many wait.</summary>
    public static readonly Sql Waiting = new("select count(*) from users where account = $1 and license = 2");

    /// <summary>account: how many there are.</summary>
    public static readonly Sql Count = new("select count(*) from users where account = $1 and state <> 2");

    /// <summary>account, user's key: the groups that his leading record is in; a parked one's say nothing (product rule 16).</summary>
    public static readonly Sql Groups = new($"""
        select {string.Join(", ", GroupTable.List.Split(", ").Select(c => "g." + c))} from users u
        join records r on r.account = u.account and r.key = u.lead_record
        join members m on m.account = r.account and m.member_key = r.key
        join records x on x.account = m.account and x.key = m.group_key
        join user_groups g on g.account = x.account and g.key = x.owner_key
        where u.account = $1 and u.key = $2 and r.state <> 2
        order by g.name_key, g.key
        limit 1000
        """);

    /// <summary>account, key.</summary>
    public static readonly Sql GroupByKey = new($"select {GroupTable.List} from user_groups where account = $1 and key = $2");

    /// <summary>account, id.</summary>
    public static readonly Sql GroupById = new($"select {GroupTable.List} from user_groups where account = $1 and id = $2");

    /// <summary>account, name as compared.</summary>
    public static readonly Sql GroupsByName = new($"select {GroupTable.List} from user_groups where account = $1 and name_key = $2 order by key limit 10");

    /// <summary>account, key to begin after, limit: groups with how many members each has.</summary>
    public static readonly Sql GroupPage = new($"""
        select {string.Join(", ", GroupTable.List.Split(", ").Select(c => "g." + c))},
          (select count(*) from members m where m.account = g.account and m.group_key = g.lead_record)
        from user_groups g
        where g.account = $1 and g.key > $2
        order by g.key
        limit $3
        """);
}
