using System.Globalization;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Sections;

/// <summary>How long creates take while checkpoints write behind them.</summary>
internal static class Stalls
{
    private const int Connections = 64;
    private const double Window = 250;

    /// <summary>The T10 of the facts: half of what an automatic checkpoint inside a commit was seen to take is 25 ms.</summary>
    private const double Stall = 25;

    private static readonly double[] s_edges = [2, 4, 6, 8, 10, 15, 20, 25, 35, 50, 100];

    public static async Task MeasureAsync(Run run, Report report)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-bench-").FullName;
        try
        {
            await using var peer = await Starting.OursAsync(new Ours { Folder = folder });
            List<Create> scripts = [.. Enumerable.Range(0, Connections).Select(_ => new Create(peer.Target))];
            await Recorder.RunAsync(peer.Target.Base, scripts, WarmUp.Dotnet);
            using var over = new CancellationTokenSource();
            var watch = CheckpointWatch.RunAsync(Path.Combine(folder, "rollcall.db"), over.Token);
            var moments = await Recorder.RunAsync(peer.Target.Base, scripts, TimeSpan.FromSeconds(run.IsQuick ? 10 : 60));
            await over.CancelAsync();
            Tell(report, moments, await watch);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(Report report, List<Moment> moments, List<double> checkpoints)
    {
        var behind = checkpoints.Select(static at => (int)(at / Window)).ToHashSet();
        var windows = moments.GroupBy(static m => (int)(m.At / Window)).OrderBy(static g => g.Key).ToList();
        var during = windows.Where(w => behind.Contains(w.Key)).SelectMany(static w => w.Select(static m => m.Took)).Order().ToArray();
        var besides = windows.Where(w => !behind.Contains(w.Key)).SelectMany(static w => w.Select(static m => m.Took)).Order().ToArray();
        var all = moments.Select(static m => m.Took).Order().ToArray();
        report.Note($"Creates at {Connections} connections on SQLite for {moments[^1].At / 1000:N0} s. A checkpoint is seen by the database file being written to, looked at every 2 ms: "
            + $"it was in {behind.Count} of {windows.Count} windows of {Window:N0} ms. The client shares the two cores, so its own waits are in the figures.");
        var grid = report.Table("How long creates took, ms", "", "creates", "median", "99 of 100", "999 of 1,000", "longest");
        foreach (var (name, some) in new[] { ("all", all), ("while a checkpoint writes", during), ("while none writes", besides) })
        {
            grid.Rows.Add([name, some.Length.ToString("N0", CultureInfo.InvariantCulture), At(some, 0.5), At(some, 0.99), At(some, 0.999), At(some, 1)]);
        }

        var spread = report.Table("How many creates took how long", "at most, ms", "creates", "share");
        var below = 0;
        foreach (var edge in s_edges.Append(double.PositiveInfinity))
        {
            var count = all.Count(took => took <= edge) - below;
            below += count;
            spread.Rows.Add([double.IsInfinity(edge) ? "more" : edge.ToString(CultureInfo.InvariantCulture), count.ToString("N0", CultureInfo.InvariantCulture), Report.Show(100.0 * count / all.Length, "0.000") + " %"]);
        }

        report.AtMost("99 of 100 creates at 64 connections", Figure(all, 0.99), 15, " ms", "0.0");
        report.AtMost("longest create while a checkpoint writes", Figure(during, 1), Stall, " ms", "0.0");
        report.Must("checkpoints ran", "at least one", $"{behind.Count} windows", behind.Count > 0);
        Draw(report, windows, behind);
    }

    private static void Draw(Report report, List<IGrouping<int, Moment>> windows, HashSet<int> behind) => report.Plots.Add(new Plot
    {
        File = "stalls", Title = $"Creates at {Connections} connections over time", X = "seconds", Y = "ms", Mark = Stall,
        Series =
        [
            new Series("longest", Dots(windows, 1)), new Series("99 of 100", Dots(windows, 0.99)), new Series("median", Dots(windows, 0.5)),
            new Series("a checkpoint wrote", [.. windows.Select(w => Dot.At(w.Key * Window / 1000, behind.Contains(w.Key) ? 1 : 0))]),
        ],
    });

    private static List<Dot> Dots(List<IGrouping<int, Moment>> windows, double share) =>
        [.. windows.Select(w => Dot.At(w.Key * Window / 1000, Value([.. w.Select(static m => m.Took).Order()], share)))];

    private static Spread? Figure(double[] sorted, double share) => sorted.Length == 0 ? null : Spread.Of([Value(sorted, share)]);

    private static string At(double[] sorted, double share) => sorted.Length == 0 ? "–" : Report.Show(Value(sorted, share), "0.0");

    private static double Value(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
