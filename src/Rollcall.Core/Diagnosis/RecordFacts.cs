using Rollcall.Core.People;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>What one directory says of the user asked for.</summary>
public sealed record RecordFacts
{
    public required RowKey Key { get; init; }

    public required RowKey Directory { get; init; }

    /// <summary>As on the wire.</summary>
    public required string UserName { get; init; }

    /// <summary>Of a tombstone: the name before.</summary>
    public string? PreviousUserName { get; init; }

    public string? ExternalId { get; init; }

    public IReadOnlyList<EmailFact> Emails { get; init; } = [];

    public required bool Active { get; init; }

    public required RecordState State { get; init; }

    public long Version { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; init; }
}
