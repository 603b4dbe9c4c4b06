using System.Diagnostics;

namespace Rollcall.Bench.Wire;

/// <summary>A closed loop that keeps when each unit of work ended and how long it took.</summary>
internal static class Recorder
{
    public static async Task<List<Moment>> RunAsync(Uri to, IReadOnlyList<Script> scripts, TimeSpan duration)
    {
        var lines = await Task.WhenAll(scripts.Select(_ => Line.OpenAsync(to)));
        try
        {
            var clock = Stopwatch.StartNew();
            var all = await Task.WhenAll(lines.Zip(scripts, (line, script) => Task.Run(() => OneAsync(line, script, clock, duration))));
            return [.. all.SelectMany(static m => m).OrderBy(static m => m.At)];
        }
        finally
        {
            Array.ForEach(lines, static line => line.Dispose());
        }
    }

    private static async Task<List<Moment>> OneAsync(Line line, Script script, Stopwatch clock, TimeSpan duration)
    {
        var moments = new List<Moment>();
        var began = clock.Elapsed.TotalMilliseconds;
        while (clock.Elapsed < duration || !script.IsUnit)
        {
            script.Hear(await line.AskAsync(script.Next()));
            if (script.IsUnit)
            {
                var now = clock.Elapsed.TotalMilliseconds;
                moments.Add(new Moment(now, now - began));
                began = now;
            }
        }

        return moments;
    }
}

/// <summary>The end of a unit of work and how long it took, in milliseconds.</summary>
internal readonly record struct Moment(double At, double Took);
