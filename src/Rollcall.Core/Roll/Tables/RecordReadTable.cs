using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The statements by which records are read: each seeks by an index, and none walks more than a page.</summary>
internal static class RecordReadTable
{
    private static readonly string Row = $"{RecordTable.HeadList}, doc";
    private static readonly string Joined = string.Join(", ", RecordTable.HeadList.Split(", ").Append("doc").Select(c => "r." + c));

    /// <summary>account, id.</summary>
    public static readonly Sql ById = Sql.Lookup($"select {Row} from records where account = $1 and id = $2", ColumnType.Number, ColumnType.Bytes);

    /// <summary>account, attribute, value.</summary>
    public static readonly Sql ByName = Sql.Lookup($"select {Joined} from names n join records r on r.account = n.account and r.key = n.record_key where n.account = $1 and n.attr = $2 and n.value = $3", ColumnType.Number, ColumnType.Number, ColumnType.Text);

    /// <summary>account, attribute's number, value.</summary>
    public static readonly Sql ByFurtherKey = Sql.Lookup($"select {Joined} from extra_keys e join records r on r.account = e.account and r.key = e.record_key where e.account = $1 and e.attr_no = $2 and e.value = $3 order by r.key", ColumnType.Number, ColumnType.Number, ColumnType.Text);

    /// <summary>account, record's key: what its making request is known by.</summary>
    public static readonly Sql Born = new("select born_digest from records where account = $1 and key = $2");

    /// <summary>account, directory, displayName as compared.</summary>
    public static readonly Sql GroupByName = Sql.Lookup($"select {Row} from records where account = $1 and directory = $2 and type = 2 and display_key = $3 and state <> 2 order by key", ColumnType.Number, ColumnType.Number, ColumnType.Text);

    /// <summary>account, directory, externalId.</summary>
    public static readonly Sql GroupByExternalId = Sql.Lookup($"select {Row} from records where account = $1 and directory = $2 and type = 2 and external_id = $3 and state <> 2 order by key", ColumnType.Number, ColumnType.Number, ColumnType.Text);

    /// <summary>account, member's id: the groups it is in.</summary>
    public static readonly Sql GroupsWithMember = new($"""
        select {Joined} from records m
        join members x on x.account = m.account and x.member_key = m.key
        join records r on r.account = x.account and r.key = x.group_key
        where m.account = $1 and m.id = $2 and r.state <> 2
        order by r.key
        """);

    /// <summary>account, directory, type, key to begin with, limit, rows to pass over (fewer than a block).</summary>
    public static readonly Sql Page = new($"select {Row} from records where account = $1 and directory = $2 and type = $3 and key >= $4 and state <> 2 order by key limit $5 offset $6");

    /// <summary>account, directory, type, level, first block, last block: block and count, in order of keys.</summary>
    public static readonly Sql Blocks = new("select block, live from blocks where account = $1 and directory = $2 and type = $3 and level = $4 and block >= $5 and block <= $6 and live > 0 order by block");

    /// <summary>account, directory, type: how many there are.</summary>
    public static readonly Sql Total = new("select cast(coalesce(sum(live), 0) as bigint) from blocks where account = $1 and directory = $2 and type = $3 and level = 2");

    /// <summary>account, keys: records of any state.</summary>
    public static readonly Sql AnyByKeys = new($"select {Row} from records where account = $1 and key {{in:$2}}");

    /// <summary>account, keys: their ids, of any state.</summary>
    public static readonly Sql IdsByKeys = new("select key, id from records where account = $1 and key {in:$2}");

    /// <summary>account, owner's key: the records of a user.</summary>
    public static readonly Sql OfOwner = new($"select {Row} from records where account = $1 and owner_key = $2 order by key");
}
