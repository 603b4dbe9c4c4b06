using Rollcall.Bench.Pages;
using Rollcall.Bench.Sections;

namespace Rollcall.Bench.SideBySide;

/// <summary>The servers beside each other: ours on both stores, scimmy, bare Kestrel.</summary>
internal static class PeersSection
{
    private const string Sqlite = "Rollcall, SQLite";
    private const string Bare = "bare Kestrel";

    public static async Task MeasureAsync(Run run, Report report)
    {
        var comparison = await new Comparison(run.Postgres, run.IsQuick ? 1 : 5, TimeSpan.FromSeconds(run.IsQuick ? 0.8 : 1.2)).RunAsync(text => run.Say("  " + text));
        report.Note("Rollcall on SQLite and on PostgreSQL, scimmy with scimmy-routers (in memory), and a bare Kestrel endpoint that parses and writes the same 1.2 kB user take turns, each round on a fresh server.");
        Floors(report, comparison);
        report.Grids.AddRange(ComparisonTable.Grids(comparison));
        foreach (var connections in new[] { 8, 64 })
        {
            var workloads = Workload.All.Where(w => w.Connections.Contains(connections)).ToList();
            report.Plots.Add(new Plot
            {
                File = $"peers-{connections}", Title = $"Share of bare Kestrel's requests at {connections} connections", Y = "share of bare Kestrel", IsLogY = true, Names = [.. workloads.Select(static w => w.Name)],
                Series = [.. new[] { Sqlite, "Rollcall, PostgreSQL", "scimmy" }.Select(peer => new Series(peer, [.. Dots(comparison, peer, workloads, connections)]))],
            });
        }
    }

    private static IEnumerable<Dot> Dots(Comparison comparison, string peer, List<Workload> workloads, int connections)
    {
        for (var n = 0; n < workloads.Count; n++)
        {
            if (comparison.Ratio(peer, workloads[n].Name, connections, Bare, "echo") is { } share)
            {
                yield return Dot.At(n, share);
            }
        }
    }

    private static void Floors(Report report, Comparison comparison)
    {
        foreach (var (workload, connections, floor) in new[]
        {
            ("GET by id", 64, 0.60), ("userName eq", 64, 0.55), ("externalId eq", 64, 0.55), ("create", 64, 0.20), ("create", 8, 0.12), ("PATCH active", 64, 0.20), ("PATCH active", 8, 0.12),
        })
        {
            report.AtLeast($"{workload} at {connections} connections, of bare Kestrel", comparison.Ratio(Sqlite, workload, connections, Bare, "echo"), floor, "");
        }

        report.AtLeast("create at 8 connections beside scimmy", comparison.Ratio(Sqlite, "create", 8, "scimmy", "create"), 5, " times", "0.0");
        report.AtLeast("PATCH active at 8 connections beside scimmy", comparison.Ratio(Sqlite, "PATCH active", 8, "scimmy", "PATCH active"), 10, " times", "0.0");
    }
}
