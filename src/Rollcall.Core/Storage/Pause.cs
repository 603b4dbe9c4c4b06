namespace Rollcall.Core.Storage;

/// <summary>How long to wait before asking a database again that was away.</summary>
internal static class Pause
{
    private const double FirstMilliseconds = 25;
    private const double LongestMilliseconds = 1000;

    /// <summary>25 ms, doubling up to a second.</summary>
    public static TimeSpan Before(int attempt) => TimeSpan.FromMilliseconds(Math.Min(LongestMilliseconds, FirstMilliseconds * Math.Pow(2, Math.Min(attempt, 10))));
}
