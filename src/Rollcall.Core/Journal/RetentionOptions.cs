namespace Rollcall.Core.Journal;

/// <summary>How long the journal keeps what may go.</summary>
public sealed record RetentionOptions
{
    /// <summary>Days that exchanges without a change, and counts, are kept; 180 by default.</summary>
    public int ExchangeDays { get; init; } = 180;

    /// <summary>Rows that one write removes; 500 by default.</summary>
    public int Chunk { get; init; } = 500;
}
