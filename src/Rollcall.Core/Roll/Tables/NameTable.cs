using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Unique names: of SCIM users over all directories of an account, of others within their directory. Uniqueness and holder in one seek.</summary>
internal static class NameTable
{
    private static readonly Table Shape = new("names", ["attr", "value"], [
        new("attr", ColumnType.Number), new("value", ColumnType.Text), new("record_key", ColumnType.Number), new("directory", ColumnType.Number)]);

    public const long UserName = 1;
    public const long ExternalId = 2;

    /// <summary>The id that a pulled or builtin directory knows a user by, with the directory before it: unique there only.</summary>
    public const long OwnId = 3;
    public static readonly RowStatement Fetch = Shape.FetchBy("attr", "value");
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    public static Value[] Values(long account, NameId name, NameRow row) => [account, name.Attribute, name.Value, row.Record, row.Directory];

    public static (NameId Name, NameRow Row) Read(DbDataReader r) => (new NameId(r.GetInt64(1), r.GetString(2)), new NameRow(r.GetInt64(3), r.GetInt64(4)));
}

/// <summary>A unique name: which attribute, and the value as compared.</summary>
internal readonly record struct NameId(long Attribute, string Value);

/// <summary>Who has a unique name.</summary>
internal sealed record NameRow(long Record, long Directory);
