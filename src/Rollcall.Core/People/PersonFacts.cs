namespace Rollcall.Core.People;

/// <summary>What one record says of a user, as the source wrote it.</summary>
public sealed record PersonFacts
{
    /// <summary>The name on the wire; of a tombstone the rewritten one.</summary>
    public required string UserName { get; init; }

    /// <summary>The name as it is compared: made by the one key function that filters use.</summary>
    public required string NameKey { get; init; }

    public string? ExternalId { get; init; }

    public string? DisplayName { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    /// <summary>In the order of the document, which decides where nothing else does (<see cref="Address.Of"/>).</summary>
    public IReadOnlyList<EmailFact> Emails { get; init; } = [];

    public required bool Active { get; init; }
}
