using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Further keys to find records by: emails, managers, attributes that an administrator indexed.</summary>
internal static class ExtraKeyTable
{
    private static readonly Table Shape = new("extra_keys", ["attr_no", "value", "record_key"], [
        new("attr_no", ColumnType.Number), new("value", ColumnType.Text), new("record_key", ColumnType.Number)]);

    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    /// <summary>account, attribute's number, value: 1 where any record has it.</summary>
    public static readonly Sql Any = new("select count(*) from (select 1 from extra_keys where account = $1 and attr_no = $2 and value = $3 limit 1) found");

    /// <summary>account, attribute's number, limit: removes so many.</summary>
    public static readonly Sql RemoveSome = new("""
        delete from extra_keys
        where account = $1 and attr_no = $2
        and (value, record_key) in (select value, record_key from extra_keys where account = $1 and attr_no = $2 order by value, record_key limit $3)
        """);

    public static Value[] Values(long account, ExtraKey key) => [account, key.Attribute, key.Value, key.Record];
}

/// <summary>One further key of a record.</summary>
internal readonly record struct ExtraKey(long Attribute, string Value, long Record);
