namespace Rollcall.Scim.Schemas;

/// <summary>A resource type of RFC 7643 section 6: a name, an endpoint, a base schema and its extensions.</summary>
public sealed record ResourceType
{
    /// <summary>The name: <c>User</c>, <c>Group</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The path below the base URL: <c>/Users</c>.</summary>
    public required string Endpoint { get; init; }
}
