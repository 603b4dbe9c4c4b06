using System.Diagnostics;

namespace Rollcall.Bench.Wire;

/// <summary>Connections that each ask again as soon as they are answered.</summary>
internal static class ClosedLoop
{
    /// <summary>Runs for a time; the first sixth warms up and does not count.</summary>
    /// <param name="to">The server.</param>
    /// <param name="scripts">One a connection.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="cpu">The microseconds of CPU that the server has used so far.</param>
    public static async Task<Figures> RunAsync(Uri to, IReadOnlyList<Script> scripts, TimeSpan duration, Func<long> cpu)
    {
        var lines = await Task.WhenAll(scripts.Select(_ => Line.OpenAsync(to)));
        try
        {
            await PhaseAsync(lines, scripts, duration / 6);
            var before = cpu();
            var clock = Stopwatch.StartNew();
            var done = await PhaseAsync(lines, scripts, duration);
            var units = done.Sum(static d => d.Units);
            var waits = done.SelectMany(static d => d.Waits).Order().ToArray();
            return new Figures(units / clock.Elapsed.TotalSeconds, (cpu() - before) / (double)Math.Max(1, units), At(waits, 0.5), At(waits, 0.99), waits.Length == 0 ? 0 : waits[^1]);
        }
        finally
        {
            Array.ForEach(lines, static line => line.Dispose());
        }
    }

    private static Task<(long Units, List<double> Waits)[]> PhaseAsync(Line[] lines, IReadOnlyList<Script> scripts, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        return Task.WhenAll(lines.Zip(scripts, (line, script) => Task.Run(() => OneAsync(line, script, clock, duration))));
    }

    private static async Task<(long Units, List<double> Waits)> OneAsync(Line line, Script script, Stopwatch clock, TimeSpan duration)
    {
        var units = 0L;
        var waits = new List<double>();
        while (clock.Elapsed < duration || !script.IsUnit)
        {
            var began = Stopwatch.GetTimestamp();
            script.Hear(await line.AskAsync(script.Next()));
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            units += script.IsUnit ? 1 : 0;
        }

        return (units, waits);
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];
}

/// <summary>What a run came to.</summary>
/// <param name="PerSecond">Units a second.</param>
/// <param name="Cpu">Microseconds of the server's CPU a unit.</param>
/// <param name="Median">Milliseconds that half of the requests took at most.</param>
/// <param name="P99">Milliseconds that 99 of 100 took at most.</param>
/// <param name="Longest">Milliseconds that the longest took.</param>
internal sealed record Figures(double PerSecond, double Cpu, double Median, double P99, double Longest);
