namespace Rollcall.Core.People;

/// <summary>What one record says of a group, as the source wrote it.</summary>
public sealed record GroupFacts
{
    public required string DisplayName { get; init; }

    /// <summary>The name as it is compared: case ignored.</summary>
    public required string DisplayKey { get; init; }

    public string? ExternalId { get; init; }
}
