namespace Rollcall.Scim.Resources;

/// <summary>What a filter may ask of a resource that its document does not hold.</summary>
public sealed record RelationValues
{
    /// <summary>The id; null takes it from the document.</summary>
    public string? Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The version, from 1.</summary>
    public long? Version { get; init; }

    /// <summary>The absolute URL.</summary>
    public string? Location { get; init; }

    /// <summary>Ids of a group's members, or null where they were not loaded (see <see cref="ResourceMatch.NeedsMembers"/>).</summary>
    public IReadOnlyCollection<string>? MemberIds { get; init; }

    /// <summary>Ids of a user's groups, or null where they were not loaded (see <see cref="ResourceMatch.NeedsGroups"/>).</summary>
    public IReadOnlyCollection<string>? GroupIds { get; init; }
}
