using System.Diagnostics;

namespace Rollcall.Bench.Sections;

/// <summary>Sees checkpoints from outside: nothing else writes to the database file itself.</summary>
internal static class CheckpointWatch
{
    /// <summary>The milliseconds, since it began, at which the file was found written to.</summary>
    public static async Task<List<double>> RunAsync(string file, CancellationToken over)
    {
        var clock = Stopwatch.StartNew();
        var seen = new List<double>();
        var last = File.GetLastWriteTimeUtc(file);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!over.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            var now = File.GetLastWriteTimeUtc(file);
            if (now != last)
            {
                last = now;
                seen.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return seen;
    }
}
