using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Groups of the User Directory.</summary>
internal static class GroupTable
{
    private static readonly Table Shape = new("user_groups", ["key"], [
        new("key", ColumnType.Number), new("id", ColumnType.Bytes), new("lead_record", ColumnType.Number), new("name", ColumnType.Text), new("name_key", ColumnType.Text), new("created", ColumnType.Number)],
        rowKey: true);

    public static readonly string List = Shape.SelectList;
    public static readonly RowStatement ByKey = Shape.FetchBy("key");
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    public static Value[] Values(GroupRow g) => [g.Account, g.Key, g.Id, g.LeadRecord, g.Name, g.NameKey, g.Created];

    public static GroupRow Read(DbDataReader r) =>
        new(r.GetInt64(0), r.GetInt64(1), r.Id(2), r.GetInt64(3), r.GetString(4), r.GetString(5), r.GetInt64(6));
}
