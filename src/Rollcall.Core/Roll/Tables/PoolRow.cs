using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>What was bought, and how much of it is given out.</summary>
public sealed record PoolRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required long Total { get; init; }

    public required long Assigned { get; init; }

    public DateTimeOffset? Starts { get; init; }

    public DateTimeOffset? Ends { get; init; }

    public required LicensePolicy Policy { get; init; }

    /// <summary>Counts the changes of the pool.</summary>
    public required long Epoch { get; init; }

    /// <summary>Licenses that are not given out.</summary>
    public int Free => (int)Math.Max(0, Total - Assigned);
}
