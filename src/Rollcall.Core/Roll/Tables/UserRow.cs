using Rollcall.Core.Licensing;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>A user of the User Directory, with his license.</summary>
public sealed record UserRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The record that leads; null once no record is left.</summary>
    public long? LeadRecord { get; init; }

    /// <summary>Live; tombstone: deleted at the source; deleted: no longer in the User Directory.</summary>
    public required RecordState State { get; init; }

    /// <summary>The name shown: of a tombstone the one before it.</summary>
    public required string UserName { get; init; }

    public required string NameKey { get; init; }

    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public string? EmailKey { get; init; }

    public required bool Active { get; init; }

    public required bool Blocked { get; init; }

    /// <summary>0 for users marked priority, else 1: the queue sorts by it first.</summary>
    public long QueueRank { get; init; } = 1;

    /// <summary>On how many grounds the license policy covers him: himself, groups of his, the system group of his leading directory.</summary>
    public long Grounds { get; init; }

    /// <summary>How many of these grounds are marked priority.</summary>
    public long Favors { get; init; }

    /// <summary>The kind of the directory that leads him.</summary>
    public required DirectoryKind LedBy { get; init; }

    /// <summary>The version of the policy by which the grounds were counted; while a new policy is carried out, an older one.</summary>
    public long PolicySeen { get; init; }

    /// <summary>How many records of his lie parked beside the leading one (product rule 16).</summary>
    public long Parked { get; init; }

    public DateTimeOffset? EligibleSince { get; init; }

    public DateTimeOffset? LapsedAt { get; init; }

    public required LicenseState License { get; init; }

    public required LicenseReason Reason { get; init; }

    public DateTimeOffset? AssignedSince { get; init; }

    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Microseconds UTC.</summary>
    public required long Created { get; init; }

    /// <summary>Microseconds UTC.</summary>
    public required long Modified { get; init; }

    /// <summary>As the pure room looks at him.</summary>
    internal LicenseUser AsLicenseUser(bool covered) => new()
    {
        Key = new RowKey(Key),
        AddressKey = EmailKey,
        Active = Active && State is RecordState.Live,
        Blocked = Blocked,
        Covered = covered,
        Priority = QueueRank == 0,
    };

    /// <summary>His line of the license book.</summary>
    internal LicenseEntry AsEntry(bool covered) => new()
    {
        User = AsLicenseUser(covered),
        State = License,
        Reason = Reason,
        EligibleSince = EligibleSince,
        LapsedAt = LapsedAt,
        AssignedSince = AssignedSince,
        HeldSince = HeldSince,
    };

    /// <summary>The row after a change of that line.</summary>
    internal UserRow With(LicenseEntry entry) => this with
    {
        License = entry.State,
        Reason = entry.Reason,
        EligibleSince = entry.EligibleSince,
        LapsedAt = entry.LapsedAt,
        AssignedSince = entry.AssignedSince,
        HeldSince = entry.HeldSince,
    };
}
