using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The head of a record: all but its document, which most decisions need not see.</summary>
public sealed record RecordRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required long Directory { get; init; }

    public required RecordType Type { get; init; }

    /// <summary>The SCIM id.</summary>
    public required Guid Id { get; init; }

    public required RecordState State { get; init; }

    /// <summary>Counts the states of the record's own attributes and, for a group, its members; from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Microseconds UTC.</summary>
    public required long Created { get; init; }

    /// <summary>Microseconds UTC.</summary>
    public required long Modified { get; init; }

    /// <summary>A user's userName as compared; a group's displayName as compared.</summary>
    public required string NameKey { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>The displayName as compared, null where there is none.</summary>
    public string? DisplayKey { get; init; }

    public required bool Active { get; init; }

    /// <summary>The user or group of the User Directory that this record belongs to.</summary>
    public required long OwnerKey { get; init; }

    /// <summary>What the request that makes it is known by, of a row that is yet to be inserted; never read with the others.</summary>
    public byte[]? BornDigest { get; init; }
}
