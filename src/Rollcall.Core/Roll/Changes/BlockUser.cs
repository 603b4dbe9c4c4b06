using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>An administrator blocks a user at once, or lifts the block: pushes are recorded meanwhile and do not unblock (product rule 22).</summary>
public sealed class BlockUser : RollOperation
{
    /// <summary>The user's key.</summary>
    public required long User { get; init; }

    /// <summary>Whether he is to be blocked.</summary>
    public required bool Blocked { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.User(User);
        if (sheet.Users.Knows(User))
        {
            wants.Email(sheet.Users.Find(User)?.EmailKey);
            wants.Freed(1);
        }
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (sheet.Users.Find(User) is not { } user || user.State == RecordState.Deleted)
        {
            return new Outcome.Missing();
        }

        if (user.Blocked == Blocked)
        {
            return new Outcome.UserChanged(user, Changed: false);
        }

        var row = Row(sheet, User, Blocked ? ChangeKind.UserBlocked : ChangeKind.UserUnblocked);
        var licenses = new Licenses(sheet, row);
        licenses.Settle(user, user with { Blocked = Blocked, Modified = sheet.Grant.At });
        sheet.Append(row with { Effects = licenses.Effect });
        return new Outcome.UserChanged(sheet.Users.Find(User)!, Changed: true);
    }
}
