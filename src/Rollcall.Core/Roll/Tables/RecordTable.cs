using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The table of records.</summary>
internal static class RecordTable
{
    private static readonly Column[] Head =
    [
        new("key", ColumnType.Number), new("directory", ColumnType.Number), new("type", ColumnType.Number), new("id", ColumnType.Bytes),
        new("state", ColumnType.Number), new("version", ColumnType.Number), new("created", ColumnType.Number), new("modified", ColumnType.Number),
        new("name_key", ColumnType.Text), new("external_id", ColumnType.Text), new("display_key", ColumnType.Text), new("active", ColumnType.Number),
        new("owner_key", ColumnType.Number),
    ];

    private static readonly Table Heads = new("records", ["key"], Head, rowKey: true);
    private static readonly Table Whole = new("records", ["key"], [.. Head, new Column("doc", ColumnType.Bytes)], rowKey: true);
    private static readonly Table New = new("records", ["key"], [.. Head, new Column("doc", ColumnType.Bytes), new Column("born_digest", ColumnType.Bytes)], rowKey: true);
    private static readonly Table DocumentsOnly = new("records", ["key"], [new("key", ColumnType.Number), new("doc", ColumnType.Bytes)], rowKey: true);
    private static readonly string[] Moving = ["version", "modified", "active"];
    private static readonly string[] Mutable = ["state", "version", "modified", "name_key", "external_id", "display_key", "active", "owner_key"];

    /// <summary>All columns of a head, as a select list.</summary>
    public static readonly string HeadList = Heads.SelectList;

    /// <summary>How many columns a head has; a document selected behind it stands at this ordinal.</summary>
    public static readonly int HeadColumns = Heads.Columns.Count;

    public static readonly RowStatement ByKey = Heads.FetchBy("key");
    public static readonly RowStatement ById = Heads.FetchBy("id");
    public static readonly RowStatement ByOwner = Heads.FetchBy("owner_key");
    public static readonly RowStatement ByGroupName = Heads.Fetch(["directory", "display_key"], " and t.type = 2 and t.state <> 2");
    public static readonly RowStatement ByGroupExternalId = Heads.Fetch(["directory", "external_id"], " and t.type = 2 and t.state <> 2");
    public static readonly RowStatement Documents = DocumentsOnly.FetchBy("key");
    public static readonly RowStatement Insert = New.Insert;
    public static readonly RowStatement Revise = Whole.Update([.. Mutable, "doc"]);
    public static readonly RowStatement Touch = Whole.Update(Mutable);

    /// <summary>As <see cref="Revise"/> of a record that <see cref="StaysFound"/>: an engine that is told of a column renews every index of it, changed or not.</summary>
    public static readonly RowStatement ReviseMoving = Whole.Update([.. Moving, "doc"]);

    /// <summary>As <see cref="Touch"/> of a record that <see cref="StaysFound"/>.</summary>
    public static readonly RowStatement TouchMoving = Whole.Update(Moving);

    /// <summary>Arguments of <see cref="Insert"/>.</summary>
    public static Value[] Inserted(RecordRow r, byte[]? document) =>
    [
        r.Account, r.Key, r.Directory, (long)r.Type, r.Id, (long)r.State, r.Version, r.Created, r.Modified, r.NameKey, r.ExternalId, r.DisplayKey,
        r.Active, r.OwnerKey, document, r.BornDigest,
    ];

    /// <summary>Arguments of <see cref="Touch"/>.</summary>
    public static Value[] Touched(RecordRow r) =>
        [r.Account, r.Key, (long)r.State, r.Version, r.Modified, r.NameKey, r.ExternalId, r.DisplayKey, r.Active, r.OwnerKey];

    /// <summary>Arguments of <see cref="Revise"/>.</summary>
    public static Value[] Revised(RecordRow r, byte[]? document) => [.. Touched(r), document];

    /// <summary>Arguments of <see cref="TouchMoving"/>.</summary>
    public static Value[] TouchedMoving(RecordRow r) => [r.Account, r.Key, r.Version, r.Modified, r.Active];

    /// <summary>Arguments of <see cref="ReviseMoving"/>.</summary>
    public static Value[] RevisedMoving(RecordRow r, byte[]? document) => [r.Account, r.Key, r.Version, r.Modified, r.Active, document];

    /// <summary>Whether all by which a record is found is as it was, apart from when it changed and whether it is active.</summary>
    public static bool StaysFound(RecordRow before, RecordRow after) =>
        before.State == after.State && before.OwnerKey == after.OwnerKey && before.NameKey == after.NameKey && before.ExternalId == after.ExternalId && before.DisplayKey == after.DisplayKey;

    public static RecordRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Key = r.GetInt64(1),
        Directory = r.GetInt64(2),
        Type = (RecordType)r.GetInt64(3),
        Id = r.Id(4),
        State = (RecordState)r.GetInt64(5),
        Version = r.GetInt64(6),
        Created = r.GetInt64(7),
        Modified = r.GetInt64(8),
        NameKey = r.GetString(9),
        ExternalId = r.TextOrNull(10),
        DisplayKey = r.TextOrNull(11),
        Active = r.Flag(12),
        OwnerKey = r.GetInt64(13),
    };
}
