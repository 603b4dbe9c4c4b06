using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Further keys to find records by: emails, managers, attributes that an administrator indexed.</summary>
internal static class ExtraKeyTable
{
    private static readonly Table Shape = new("extra_keys", ["attr_no", "value", "record_key"], [
        new("attr_no", ColumnType.Number), new("value", ColumnType.Text), new("record_key", ColumnType.Number)]);

    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    public static Value[] Values(long account, ExtraKey key) => [account, key.Attribute, key.Value, key.Record];
}

/// <summary>One further key of a record.</summary>
internal readonly record struct ExtraKey(long Attribute, string Value, long Record);
