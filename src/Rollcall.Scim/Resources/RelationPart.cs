namespace Rollcall.Scim.Resources;

/// <summary>A member of a group, or a group of a user, as it is written.</summary>
/// <param name="Id">The id of the other resource (<c>value</c>).</param>
/// <param name="Type">Its type, <c>User</c> or <c>Group</c>; for a user's groups <c>direct</c> or <c>indirect</c>.</param>
/// <param name="Display">Its display name, or null.</param>
/// <param name="Ref">Its absolute URL (<c>$ref</c>).</param>
public sealed record RelationPart(string Id, string Type, string? Display, string Ref);
