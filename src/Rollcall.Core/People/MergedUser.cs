using Rollcall.Core.Words;

namespace Rollcall.Core.People;

/// <summary>The user of the User Directory that his records make.</summary>
public sealed record MergedUser
{
    /// <summary>The name to show; of a user deleted at the source the one before.</summary>
    public required string UserName { get; init; }

    /// <summary>Never empty: a user without one shows his given and family name, or his user name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Null: he can hold no license.</summary>
    public required Address? Address { get; init; }

    /// <summary>False also for one deleted at the source, whatever the record says.</summary>
    public required bool Active { get; init; }

    /// <summary>The leading record's: a tombstone is shown as deleted at the source.</summary>
    public required RecordState State { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public required RowKey LeadRecord { get; init; }

    public required Provenance Provenance { get; init; }
}
