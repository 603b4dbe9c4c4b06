using Rollcall.Core.Words;

namespace Rollcall.Core.People;

/// <summary>One record of a user, as the merge looks at it.</summary>
public sealed record RecordView
{
    public required RowKey Key { get; init; }

    public required RowKey Directory { get; init; }

    public required DirectoryKind Kind { get; init; }

    public required RecordState State { get; init; }

    /// <summary>Of a tombstone: the name before it (<see cref="Tombstone.Recognise"/>).</summary>
    public string? PreviousUserName { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required PersonFacts Facts { get; init; }
}
