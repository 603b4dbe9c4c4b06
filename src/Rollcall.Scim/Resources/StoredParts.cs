namespace Rollcall.Scim.Resources;

/// <summary>What a stored document lacks, and output adds.</summary>
public sealed record StoredParts
{
    /// <summary>The bytes that <see cref="StoredDocument.Finish"/> made.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The version, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The absolute URL of the resource.</summary>
    public required string Location { get; init; }

    /// <summary>A group's members; null writes none.</summary>
    public IReadOnlyList<RelationPart>? Members { get; init; }

    /// <summary>A user's groups; null writes none.</summary>
    public IReadOnlyList<RelationPart>? Groups { get; init; }
}
