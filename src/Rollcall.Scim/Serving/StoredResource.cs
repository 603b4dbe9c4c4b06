using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>One resource as it lies in the store.</summary>
public sealed record StoredResource
{
    /// <summary>Its type.</summary>
    public required ResourceType Type { get; init; }

    /// <summary>Its id, given by the store, never reused.</summary>
    public required string Id { get; init; }

    /// <summary>Counts the states of the resource from 1; the ETag is <c>W/"version"</c>.</summary>
    public required long Version { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its state last changed, UTC.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>
    /// Finished UTF-8 JSON of the resource, whose last property is <c>"meta":{"resourceType":"..."}</c>. It holds neither members, groups nor the rest
    /// of meta: output copies these bytes and splices those at their end (<c>Resources.StoredDocument</c>).
    /// </summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>A group's members, or null where they were not asked for.</summary>
    public IReadOnlyList<Reference>? Members { get; init; }

    /// <summary>A user's groups, or null where they were not asked for.</summary>
    public IReadOnlyList<Reference>? Groups { get; init; }
}

/// <summary>A member of a group, or a group of a user.</summary>
/// <param name="Id">The id of the other resource.</param>
/// <param name="Type">Its type: <c>User</c> or <c>Group</c>.</param>
/// <param name="Display">Its display name, where the store has it at hand.</param>
public sealed record Reference(string Id, string Type, string? Display);

/// <summary>Which relations a read needs; what is not asked for is not loaded.</summary>
[Flags]
public enum Relations
{
    /// <summary>The resource alone.</summary>
    None = 0,

    /// <summary>A group's members.</summary>
    Members = 1,

    /// <summary>A user's groups.</summary>
    Groups = 2,
}
