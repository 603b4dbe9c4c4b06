using System.Globalization;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.SideBySide;

/// <summary>The comparison as tables: ratios first, absolute figures and CPU after.</summary>
internal static class ComparisonTable
{
    private static readonly string[] s_peers = ["Rollcall, SQLite", "Rollcall, PostgreSQL", "scimmy"];

    public static IEnumerable<Grid> Grids(Comparison comparison)
    {
        var peers = s_peers.Where(peer => comparison.Of(peer, "create", 8, static f => f.PerSecond) is not null).ToList();
        yield return Table("Share of bare Kestrel's requests, and multiple of scimmy's", [.. peers, "Rollcall on SQLite / scimmy"], (workload, connections) => peers
            .Select(peer => comparison.Ratio(peer, workload, connections, "bare Kestrel", "echo")?.Show("0.00") ?? "–")
            .Append(comparison.Ratio(s_peers[0], workload, connections, "scimmy", workload)?.Show("0.0") ?? "–"));
        foreach (var (title, figure, format) in new (string, Func<Figures, double>, string)[]
        {
            ("Requests a second", static f => f.PerSecond, "N0"),
            ("Microseconds of the server's CPU a request (PostgreSQL's processes counted with it)", static f => f.Cpu, "N0"),
            ("99th percentile of the answer time in ms", static f => f.P99, "0.00"),
        })
        {
            yield return Table(title, ["bare Kestrel", .. peers], (workload, connections) => peers
                .Select(peer => comparison.Of(peer, workload, connections, figure)?.Show(format) ?? "–")
                .Prepend(comparison.Of("bare Kestrel", "echo", connections, figure)?.Show(format) ?? "–"));
        }
    }

    private static Grid Table(string title, IEnumerable<string> columns, Func<string, int, IEnumerable<string>> cells)
    {
        var grid = new Grid(title, ["workload", "connections", .. columns], []);
        foreach (var workload in Workload.All)
        {
            foreach (var connections in workload.Connections)
            {
                grid.Rows.Add([workload.Name, connections.ToString(CultureInfo.InvariantCulture), .. cells(workload.Name, connections)]);
            }
        }

        return grid;
    }
}
