namespace Rollcall.Core.Directories.Scim;

/// <summary>How much one list request may look at where no index narrows it enough.</summary>
/// <param name="Rows">Records.</param>
/// <param name="Time">Time; what is begun is finished, so that a request always comes forward.</param>
public sealed record ScanBudget(int Rows, TimeSpan Time)
{
    /// <summary>100,000 records or 5 seconds, whichever ends first.</summary>
    public static ScanBudget Default { get; } = new(100_000, TimeSpan.FromSeconds(5));
}
