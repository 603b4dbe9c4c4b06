namespace Rollcall.Server.Contracts;

/// <summary>A user or a group that the license policy names.</summary>
/// <param name="Id">Its id in the User Directory; in a wish it goes before the name.</param>
/// <param name="Name">The user's name or address, or the group's name.</param>
/// <param name="Priority">Whether it goes before others in the queue.</param>
internal sealed record CoveredEntry(string? Id = null, string? Name = null, bool Priority = false);

/// <summary>All users whom directories of one kind lead.</summary>
/// <param name="Name"><c>scim</c>, <c>ldap</c> or <c>builtin</c>.</param>
/// <param name="Priority">Whether they go before others in the queue.</param>
internal sealed record CoveredSystem(string Name, bool Priority = false);

/// <summary>Whom licenses cover.</summary>
/// <param name="Version">Counts the changes; give it back with a change.</param>
/// <param name="Policy"><c>all</c>: every user; <c>selected</c>: the users, groups and system groups named here. Priority counts under both.</param>
/// <param name="Users">Users named one by one.</param>
/// <param name="Groups">Groups; nested ones are not expanded.</param>
/// <param name="SystemGroups">All users whom a kind of directory leads.</param>
/// <param name="Running">Whether a change is still being carried out.</param>
internal sealed record PolicyView(
    long Version, string Policy, IReadOnlyList<CoveredEntry> Users, IReadOnlyList<CoveredEntry> Groups, IReadOnlyList<CoveredSystem> SystemGroups, bool Running);

/// <summary>The wish for a policy: it replaces the one there is.</summary>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Policy"><c>all</c> or <c>selected</c>.</param>
/// <param name="Users">Users, by id, user name or address.</param>
/// <param name="Groups">Groups, by id or by a name that only one group has.</param>
/// <param name="SystemGroups">System groups.</param>
/// <param name="Expect">The mark of a preview: where the effect is another by now, nothing is changed.</param>
internal sealed record PolicyWish(
    long Version, string Policy, IReadOnlyList<CoveredEntry>? Users = null, IReadOnlyList<CoveredEntry>? Groups = null, IReadOnlyList<CoveredSystem>? SystemGroups = null, string? Expect = null);

/// <summary>What to look at before it is done: a total, a policy, or both.</summary>
internal sealed record PreviewWish(int? Total = null, PolicyWish? Policy = null);

/// <summary>What a policy or a total would do.</summary>
/// <param name="Assigned">How many users would hold a license.</param>
/// <param name="Waiting">How many would wait for one.</param>
/// <param name="Gaining">How many would get one.</param>
/// <param name="Losing">How many would lose theirs, and their sessions with it.</param>
/// <param name="Gain">The first hundred of those who would get one.</param>
/// <param name="Lose">The first hundred of those who would lose theirs.</param>
/// <param name="Mark">Stands for this very effect; give it as <c>expect</c> with the change.</param>
internal sealed record PreviewView(int Assigned, int Waiting, int Gaining, int Losing, IReadOnlyList<PreviewUser> Gain, IReadOnlyList<PreviewUser> Lose, string Mark);

/// <summary>A user in a preview.</summary>
internal sealed record PreviewUser(string Id, string UserName, string? Email);
