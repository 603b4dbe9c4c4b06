using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The table of users.</summary>
internal static class UserTable
{
    private static readonly Table Shape = new("users", ["key"], [
        new("key", ColumnType.Number), new("id", ColumnType.Bytes), new("lead_record", ColumnType.Number), new("state", ColumnType.Number),
        new("user_name", ColumnType.Text), new("name_key", ColumnType.Text), new("display_name", ColumnType.Text), new("email", ColumnType.Text),
        new("email_key", ColumnType.Text), new("active", ColumnType.Number), new("blocked", ColumnType.Number), new("queue_rank", ColumnType.Number),
        new("eligible_since", ColumnType.Number), new("lapsed_at", ColumnType.Number), new("license", ColumnType.Number), new("reason", ColumnType.Number),
        new("assigned_since", ColumnType.Number), new("held_since", ColumnType.Number),
        new("grounds", ColumnType.Number), new("favors", ColumnType.Number), new("led_by", ColumnType.Number), new("policy_seen", ColumnType.Number),
        new("parked", ColumnType.Number), new("created", ColumnType.Number), new("modified", ColumnType.Number)],
        rowKey: true);

    public static readonly string List = Shape.SelectList;
    public static readonly RowStatement ByKey = Shape.FetchBy("key");
    public static readonly RowStatement ByEmail = Shape.FetchBy("email_key");
    public static readonly RowStatement ByName = Shape.FetchBy("name_key");
    public static readonly RowStatement Save = Shape.Save;

    /// <summary>As <see cref="Save"/> of a user that <see cref="StaysFound"/>: an engine that is told of a column renews every index of it, changed or not.</summary>
    public static readonly RowStatement SaveMoving = Shape.Update(
        "lead_record", "state", "active", "blocked", "queue_rank", "eligible_since", "lapsed_at", "license", "reason", "assigned_since", "held_since",
        "grounds", "favors", "led_by", "policy_seen", "parked", "modified");

    /// <summary>The head of the queue: account, limit.</summary>
    public static readonly Sql Queue = new($"select {List} from users where account = $1 and license = 2 order by queue_rank, eligible_since, key limit $2");

    /// <summary>Those assigned last: account, limit.</summary>
    public static readonly Sql AssignedLast = new($"select {List} from users where account = $1 and license = 1 order by assigned_since desc, key desc limit $2");

    public static Value[] Values(UserRow u) =>
    [
        u.Account, u.Key, u.Id, u.LeadRecord, (long)u.State, u.UserName, u.NameKey, u.DisplayName, u.Email, u.EmailKey, u.Active, u.Blocked, u.QueueRank,
        Micros.Of(u.EligibleSince), Micros.Of(u.LapsedAt), (long)u.License, (long)u.Reason, Micros.Of(u.AssignedSince), Micros.Of(u.HeldSince),
        u.Grounds, u.Favors, (long)u.LedBy, u.PolicySeen, u.Parked, u.Created, u.Modified,
    ];

    /// <summary>Arguments of <see cref="SaveMoving"/>.</summary>
    public static Value[] Moving(UserRow u) =>
    [
        u.Account, u.Key, u.LeadRecord, (long)u.State, u.Active, u.Blocked, u.QueueRank, Micros.Of(u.EligibleSince), Micros.Of(u.LapsedAt), (long)u.License, (long)u.Reason,
        Micros.Of(u.AssignedSince), Micros.Of(u.HeldSince), u.Grounds, u.Favors, (long)u.LedBy, u.PolicySeen, u.Parked, u.Modified,
    ];

    /// <summary>Whether names and address are as they were.</summary>
    public static bool StaysFound(UserRow? before, UserRow after) =>
        before is not null && before.UserName == after.UserName && before.NameKey == after.NameKey && before.DisplayName == after.DisplayName && before.Email == after.Email
        && before.EmailKey == after.EmailKey;

    public static UserRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Key = r.GetInt64(1),
        Id = r.Id(2),
        LeadRecord = r.NumberOrNull(3),
        State = (RecordState)r.GetInt64(4),
        UserName = r.GetString(5),
        NameKey = r.GetString(6),
        DisplayName = r.TextOrNull(7),
        Email = r.TextOrNull(8),
        EmailKey = r.TextOrNull(9),
        Active = r.Flag(10),
        Blocked = r.Flag(11),
        QueueRank = r.GetInt64(12),
        EligibleSince = r.TimeOrNull(13),
        LapsedAt = r.TimeOrNull(14),
        License = (LicenseState)r.GetInt64(15),
        Reason = (LicenseReason)r.GetInt64(16),
        AssignedSince = r.TimeOrNull(17),
        HeldSince = r.TimeOrNull(18),
        Grounds = r.GetInt64(19),
        Favors = r.GetInt64(20),
        LedBy = (DirectoryKind)r.GetInt64(21),
        PolicySeen = r.GetInt64(22),
        Parked = r.GetInt64(23),
        Created = r.GetInt64(24),
        Modified = r.GetInt64(25),
    };
}
