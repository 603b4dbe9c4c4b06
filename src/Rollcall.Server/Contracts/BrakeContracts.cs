namespace Rollcall.Server.Contracts;

/// <summary>The wish for a brake; what is left out stays.</summary>
/// <param name="Mode"><c>off</c>, <c>alert</c> or <c>hold</c>.</param>
/// <param name="MostUsers">Losses within an hour that are always let pass, 0 to 1,000,000.</param>
/// <param name="MostPercent">The same as a share of the directory's users, 0 to 100; the greater of the two counts.</param>
internal sealed record BrakeWish(string? Mode = null, int? MostUsers = null, int? MostPercent = null);

/// <summary>A directory's brake.</summary>
/// <param name="Mode"><c>off</c>, <c>alert</c> or <c>hold</c>.</param>
/// <param name="MostUsers">Losses within an hour that are always let pass.</param>
/// <param name="MostPercent">The same as a share of the directory's users; the greater of the two counts.</param>
/// <param name="State"><c>quiet</c>, <c>alerted</c> or <c>holding</c>.</param>
/// <param name="Since">Since when it holds or has alerted.</param>
/// <param name="Losses">What was lost in the present hour.</param>
/// <param name="Began">When that hour began.</param>
/// <param name="ReleasedUntil">Until when everything passes.</param>
/// <param name="Held">What it holds, the oldest first.</param>
internal sealed record BrakeView(
    string Mode, long MostUsers, long MostPercent, string State, DateTimeOffset? Since, long Losses, DateTimeOffset? Began, DateTimeOffset? ReleasedUntil, IReadOnlyList<HeldView> Held);

/// <summary>A request that the brake holds.</summary>
/// <param name="Id">Its number.</param>
/// <param name="What"><c>deactivation</c>, <c>deletion</c>, <c>memberships</c> or <c>takeover</c>.</param>
/// <param name="Name">The user or group that it is about.</param>
/// <param name="Losses">How much would be lost.</param>
/// <param name="Verdict"><c>held</c>, <c>allowed</c> or <c>rejected</c>.</param>
/// <param name="FirstAsked">When it was first sent.</param>
/// <param name="LastAsked">When it was last sent.</param>
/// <param name="Times">How often.</param>
/// <param name="Actor">The readable part of the credential that sent it.</param>
internal sealed record HeldView(string Id, string What, string Name, long Losses, string Verdict, DateTimeOffset FirstAsked, DateTimeOffset LastAsked, long Times, string Actor);

/// <summary>A decision on held requests.</summary>
/// <param name="Verdict"><c>allowed</c>, <c>rejected</c> or <c>held</c>.</param>
/// <param name="Id">Which; left out: all.</param>
internal sealed record HeldWish(string Verdict, string? Id = null);
