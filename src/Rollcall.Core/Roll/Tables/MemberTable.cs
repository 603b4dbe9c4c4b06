using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Members of groups: a row each, found from both ends.</summary>
internal static class MemberTable
{
    private static readonly Table Shape = new("members", ["group_key", "member_key"], [
        new("group_key", ColumnType.Number), new("member_key", ColumnType.Number), new("since", ColumnType.Number)]);

    /// <summary>account, group's key.</summary>
    public static readonly Sql Count = new("select count(*) from members where account = $1 and group_key = $2");

    public static readonly RowStatement Fetch = Shape.FetchBy("group_key", "member_key");
    public static readonly RowStatement OfGroup = Shape.FetchBy("group_key");
    public static readonly RowStatement OfMember = Shape.FetchBy("member_key");
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;
    public static readonly RowStatement RemoveGroup = Shape.RemoveBy("group_key");

    public static Value[] Values(long account, Membership m, long since) => [account, m.Group, m.Member, since];

    public static Membership Read(DbDataReader r) => new(r.GetInt64(1), r.GetInt64(2));
}

/// <summary>A member of a group, by keys.</summary>
internal readonly record struct Membership(long Group, long Member);
