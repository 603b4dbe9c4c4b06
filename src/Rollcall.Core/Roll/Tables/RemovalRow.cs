using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>What must be put back when a removal is undone.</summary>
public sealed record RemovalRow
{
    public required long Account { get; init; }

    /// <summary>The user's key.</summary>
    public required long User { get; init; }

    /// <summary>Until when it can be undone.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Who removed him.</summary>
    public required string Actor { get; init; }

    /// <summary>The record that led.</summary>
    public required long? Lead { get; init; }

    /// <summary>As the user was.</summary>
    public required RecordState State { get; init; }

    /// <summary>The records that were removed, as they were.</summary>
    public required IReadOnlyDictionary<long, RecordState> Records { get; init; }

    /// <summary>The memberships that ended, by keys of records.</summary>
    public required IReadOnlyList<(long Group, long Member, long Since)> Members { get; init; }
}
