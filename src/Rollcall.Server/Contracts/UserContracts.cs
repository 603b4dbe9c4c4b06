namespace Rollcall.Server.Contracts;

/// <summary>A user of the User Directory.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="UserName">The name shown; of one deleted at the source the name before.</param>
/// <param name="DisplayName">What people call him.</param>
/// <param name="Email">His address, which a license needs.</param>
/// <param name="Active">Whether his source has him active.</param>
/// <param name="Blocked">Whether an administrator blocked him.</param>
/// <param name="State"><c>live</c>, or <c>tombstone</c>: deleted at the source, may come back.</param>
/// <param name="License"><c>assigned</c>, <c>waiting</c>, <c>disabled</c>, <c>noEmail</c>, <c>notCovered</c>, <c>duplicateAddress</c> or <c>poolNotInForce</c>.</param>
/// <param name="Created">When he came.</param>
/// <param name="Modified">When he last changed.</param>
internal sealed record UserView(
    string Id, string UserName, string? DisplayName, string? Email, bool Active, bool Blocked, string State, string License, DateTimeOffset Created, DateTimeOffset Modified);

/// <summary>Users, in the order of their coming.</summary>
/// <param name="Items">One page.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
internal sealed record UserPage(IReadOnlyList<UserView> Items, string? Next);

/// <summary>One user with what surrounds him.</summary>
/// <param name="User">Himself.</param>
/// <param name="Place">His place in the queue, from 1; absent where he does not wait.</param>
/// <param name="Groups">The names of his groups: those of the leading record.</param>
/// <param name="Sources">What each directory says of him; the first leads, and says everything.</param>
internal sealed record UserDetail(UserView User, int? Place, IReadOnlyList<string> Groups, IReadOnlyList<UserSourceView> Sources);

/// <summary>What one directory says of a user.</summary>
/// <param name="Directory">Its label.</param>
/// <param name="Kind"><c>scim</c>, <c>ldap</c> or <c>builtin</c>.</param>
/// <param name="Leads">Whether it leads; what a parked one says changes nothing.</param>
/// <param name="UserName">The name there.</param>
/// <param name="DisplayName">The display name there.</param>
/// <param name="Email">The address there.</param>
/// <param name="Active">Whether he is active there.</param>
/// <param name="State"><c>live</c>, <c>tombstone</c> or <c>deleted</c>.</param>
/// <param name="ExternalId">The id that the directory knows him by.</param>
/// <param name="Since">When the directory first named him.</param>
/// <param name="Modified">When it last said something new.</param>
internal sealed record UserSourceView(
    string Directory, string Kind, bool Leads, string UserName, string? DisplayName, string? Email, bool Active, string State, string? ExternalId, DateTimeOffset Since, DateTimeOffset Modified);

/// <summary>A group of the User Directory.</summary>
internal sealed record GroupView(string Id, string Name, long Members, DateTimeOffset Created);

/// <summary>Groups, in the order of their coming.</summary>
internal sealed record GroupPage(IReadOnlyList<GroupView> Items, string? Next);

/// <summary>What was bought, and how much of it is given out.</summary>
/// <param name="Total">How many licenses there are.</param>
/// <param name="Assigned">How many users hold one.</param>
/// <param name="Free">How many nobody holds.</param>
/// <param name="Waiting">How many users wait for one.</param>
/// <param name="Starts">The first moment in force.</param>
/// <param name="Ends">The first moment after it.</param>
/// <param name="InForce">Whether they count now.</param>
/// <param name="Policy">Who is covered: <c>all</c> or <c>selected</c>.</param>
internal sealed record LicensesView(long Total, long Assigned, long Free, long Waiting, DateTimeOffset? Starts, DateTimeOffset? Ends, bool InForce, string Policy);

/// <summary>The wish for licenses.</summary>
/// <param name="Total">From 0 to 10,000,000. Lowering it takes licenses from those assigned last.</param>
/// <param name="Starts">The first moment in force, or null.</param>
/// <param name="Ends">The first moment after it, or null.</param>
/// <param name="Expect">The mark of a preview of this total: where the effect is another by now, nothing is changed.</param>
internal sealed record LicensesWish(int Total, DateTimeOffset? Starts = null, DateTimeOffset? Ends = null, string? Expect = null);
