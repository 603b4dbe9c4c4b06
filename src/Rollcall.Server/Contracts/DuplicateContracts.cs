namespace Rollcall.Server.Contracts;

/// <summary>Users who share an address.</summary>
/// <param name="Address">The address.</param>
/// <param name="Users">Its users; the first is the one to keep, as a suggestion.</param>
/// <param name="Suggestion">What to do, in words.</param>
internal sealed record DuplicateSet(string Address, IReadOnlyList<DuplicateUser> Users, string Suggestion);

/// <summary>One user of a shared address.</summary>
/// <param name="User">Himself.</param>
/// <param name="LedBy">The kind of directory that leads him.</param>
/// <param name="Keep">Whether he is the one to keep.</param>
internal sealed record DuplicateUser(UserView User, string LedBy, bool Keep);

/// <summary>Duplicate sets, in order of addresses.</summary>
/// <param name="Items">One page.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
internal sealed record DuplicatePage(IReadOnlyList<DuplicateSet> Items, string? Next);

/// <summary>The wish to hand a license on.</summary>
/// <param name="From">Who holds it: id, user name or address.</param>
/// <param name="To">Who is to hold it, of the same address.</param>
/// <param name="Preview">Says what would be, and changes nothing.</param>
internal sealed record MoveWish(string From, string To, bool Preview = false);

/// <summary>A license that was handed on, or would be.</summary>
internal sealed record MovedLicense(UserView From, UserView To, bool Preview);

/// <summary>A user who was removed by hand, or would be.</summary>
/// <param name="User">As he was.</param>
/// <param name="Records">The directories whose records go with him.</param>
/// <param name="Groups">The groups that he leaves.</param>
/// <param name="FreesLicense">Whether a license is freed.</param>
/// <param name="UndoableUntil">Until when it can be undone under the same id; null of a preview.</param>
/// <param name="Preview">Whether nothing was changed.</param>
internal sealed record RemovalView(UserView User, IReadOnlyList<string> Records, IReadOnlyList<string> Groups, bool FreesLicense, DateTimeOffset? UndoableUntil, bool Preview);
