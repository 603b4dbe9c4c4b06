using System.Text.Json.Nodes;

namespace Rollcall.Scim.Resources;

/// <summary>A resource as a client sent it, read and checked.</summary>
/// <param name="Document">
/// Canonical form, without id, meta, groups, members and password. Where the request does not speak of <c>active</c>, it is true: an identity
/// provider that leaves it out means a user who may be used.
/// </param>
/// <param name="MemberIds">The members of a group, or null where the request does not speak of them.</param>
/// <param name="ActiveGiven">True where the request speaks of <c>active</c>.</param>
public sealed record ReadResource(JsonObject Document, IReadOnlyList<string>? MemberIds, bool ActiveGiven);
