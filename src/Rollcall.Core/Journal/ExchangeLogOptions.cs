namespace Rollcall.Core.Journal;

/// <summary>Bounds of the journal's exchanges (product rule 43): what comes beyond them is counted per route, status and minute.</summary>
public sealed record ExchangeLogOptions
{
    /// <summary>Match queries, tests of the connection and refusals kept singly per directory and minute; 600 by default.</summary>
    public int NotablePerMinute { get; init; } = 600;

    /// <summary>Plain reads kept per directory and minute; 120 by default.</summary>
    public int ReadsPerMinute { get; init; } = 120;

    /// <summary>Requests that name no directory, kept per account and minute; 60 by default. Anybody can send them.</summary>
    public int StrangersPerMinute { get; init; } = 60;

    /// <summary>Exchanges that wait in memory for being written; 10,000 by default.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>How long exchanges wait for being packed; one second by default. A crash may lose as much.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many waiting exchanges end the window early; 64 by default.</summary>
    public int Enough { get; init; } = 64;
}
