using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Which records make a user, and which of them leads.</summary>
internal static class UserRecordTable
{
    private static readonly Table Shape = new("user_records", ["user_key", "record_key"], [
        new("user_key", ColumnType.Number), new("record_key", ColumnType.Number), new("role", ColumnType.Number), new("matched_by", ColumnType.Number), new("since", ColumnType.Number)]);

    public const long Leads = 1;
    public const long Parked = 2;
    public const long ByCreation = 1;
    public const long ByUserName = 2;
    public const long ByHand = 3;
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    public static Value[] Values(UserRecordRow r) => [r.Account, r.User, r.Record, r.Role, r.MatchedBy, r.Since];
}

/// <summary>One record of a user.</summary>
internal sealed record UserRecordRow(long Account, long User, long Record, long Role, long MatchedBy, long Since);
