using System.Diagnostics;
using System.Globalization;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Sections;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Profiling;

/// <summary>Where the server's time goes: samples of its processor use, sorted by whose code ran.</summary>
internal static class ProfileSection
{
    private const int Shown = 8;

    private static readonly (string Workload, int Connections)[] s_profiled = [("GET by id", 64), ("userName eq", 64), ("create", 64), ("PATCH active", 64), ("add or remove a member", 8)];

    public static async Task MeasureAsync(Run run, Report report)
    {
        var shares = new List<(string Workload, Dictionary<string, double> Groups)>();
        var hot = new Grid("The functions of ours, of JSON and of SQLite that were seen most", ["workload", "functions, each with its share of all samples"], []);
        await using (var peer = await Starting.OursAsync(new Ours { Environment = new() { ["DOTNET_PerfMapEnabled"] = "1" } }))
        {
            try
            {
                var scene = await Scene.FillAsync(peer.Target, 2_000);
                foreach (var (workload, connections) in s_profiled)
                {
                    run.Say($"  {workload}");
                    var samples = await SampleAsync(run, peer, Workload.All.Single(w => w.Name == workload).Prepare(scene, connections));
                    shares.Add((workload, samples.GroupBy(static s => s.Group, StringComparer.Ordinal).ToDictionary(static g => g.Key, g => 100.0 * g.Count() / samples.Count, StringComparer.Ordinal)));
                    hot.Rows.Add([workload, Hot(samples)]);
                }
            }
            finally
            {
                File.Delete($"/tmp/perf-{peer.Id}.map");
                File.Delete($"/tmp/perfinfo-{peer.Id}.map");
            }
        }

        Tell(report, shares);
        report.Grids.Add(hot);
    }

    private static async Task<List<Sample>> SampleAsync(Run run, Peer peer, IReadOnlyList<Script> scripts)
    {
        var seconds = run.IsQuick ? 2 : 6;
        // Long enough for the runtime to have compiled it at its best.
        await ClosedLoop.RunAsync(peer.Target.Base, scripts, TimeSpan.FromSeconds(2), peer.Cpu);
        var file = Path.Combine(run.Folder, "perf.data");
        var load = ClosedLoop.RunAsync(peer.Target.Base, scripts, TimeSpan.FromSeconds(seconds), peer.Cpu);
        await PerfAsync(null, "record", "-q", "-e", "cpu-clock", "-F", "997", "-p", peer.Id.ToString(CultureInfo.InvariantCulture), "-o", file, "--", "sleep", Report.Show(seconds * 0.9, "0.0"));
        await load;
        var samples = new List<Sample>();
        await PerfAsync(line => samples.AddRange(Sample.Read(line) is { } sample ? [sample] : Array.Empty<Sample>()), "script", "-i", file, "-F", "ip,sym,dso");
        File.Delete(file);
        return samples.Count > 0 ? samples : throw new InvalidOperationException("perf saw nothing; it needs root, or kernel.perf_event_paranoid at 1 or below.");
    }

    private static string Hot(List<Sample> samples) => string.Join("; ", samples
        .Where(static s => s.Group is Sample.Own or Sample.Json or Sample.Sqlite && s.Function.Length > 0)
        .GroupBy(static s => s.Function, StringComparer.Ordinal).OrderByDescending(static g => g.Count()).Take(Shown)
        .Select(g => $"`{g.Key}` {Report.Show(100.0 * g.Count() / samples.Count, "0.0")} %"));

    private static void Tell(Report report, List<(string Workload, Dictionary<string, double> Groups)> shares)
    {
        report.Note("`perf` samples the server's processor use 997 times a second on each core while the workload runs; a sample belongs to the code that ran, not to who called it. The rest of a core goes to the client of the bench.");
        var grid = report.Table("Percent of the server's processor time", ["whose code", .. shares.Select(static s => s.Workload)]);
        foreach (var group in Sample.Groups)
        {
            grid.Rows.Add([group, .. shares.Select(s => Report.Show(s.Groups.GetValueOrDefault(group), "0.0"))]);
        }

        report.Plots.Add(new Plot
        {
            File = "profile", Title = "Where the server's processor time goes", Y = "percent of samples", IsStacked = true, Names = [.. shares.Select(static s => s.Workload)],
            Series = [.. Sample.Groups.Select(group => new Series(group, [.. shares.Select((s, n) => Dot.At(n, s.Groups.GetValueOrDefault(group)))]))],
        });
    }

    private static async Task PerfAsync(Action<string>? hear, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            hear?.Invoke(line);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException("perf: " + await errors);
        }
    }
}
