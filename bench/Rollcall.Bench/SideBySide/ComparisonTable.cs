using System.Globalization;
using System.Text;

namespace Rollcall.Bench.SideBySide;

/// <summary>The comparison in Markdown: ratios first, absolute figures and CPU after.</summary>
internal static class ComparisonTable
{
    private static readonly string[] s_peers = ["Rollcall, SQLite", "Rollcall, PostgreSQL", "scimmy"];

    public static string Write(Comparison comparison)
    {
        var text = new StringBuilder();
        var peers = s_peers.Where(peer => comparison.Of(peer, "create", 8, static f => f.PerSecond) is not null).ToList();
        text.AppendLine("### Share of bare Kestrel's requests, and multiple of scimmy's").AppendLine();
        text.Append("| workload | connections |").AppendJoin("", peers.Select(static peer => $" {peer} |")).AppendLine(" Rollcall on SQLite / scimmy |");
        text.Append("|---|---|").AppendJoin("", peers.Select(static _ => "---|")).AppendLine("---|");
        Rows(text, (workload, connections) => peers.Select(peer => comparison.Ratio(peer, workload, connections, "bare Kestrel", "echo")?.Show("0.00") ?? "–")
            .Append(comparison.Ratio(s_peers[0], workload, connections, "scimmy", workload)?.Show("0.0") ?? "–"));
        foreach (var (title, figure, format) in new (string, Func<Wire.Figures, double>, string)[]
        {
            ("Requests (cycles: users) a second", static f => f.PerSecond, "N0"),
            ("Microseconds of the server's CPU a request (cycles: a user)", static f => f.Cpu, "N0"),
            ("99th percentile of the answer time in ms", static f => f.P99, "0.00"),
        })
        {
            text.AppendLine().Append("### ").AppendLine(title).AppendLine();
            text.Append("| workload | connections | bare Kestrel |").AppendJoin("", peers.Select(static peer => $" {peer} |")).AppendLine();
            text.Append("|---|---|---|").AppendJoin("", peers.Select(static _ => "---|")).AppendLine();
            Rows(text, (workload, connections) => peers.Select(peer => comparison.Of(peer, workload, connections, figure)?.Show(format) ?? "–")
                .Prepend(comparison.Of("bare Kestrel", "echo", connections, figure)?.Show(format) ?? "–"));
        }

        return text.ToString();
    }

    private static void Rows(StringBuilder text, Func<string, int, IEnumerable<string>> cells)
    {
        foreach (var workload in Workload.All)
        {
            foreach (var connections in workload.Connections)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {workload.Name} | {connections} | ").AppendJoin(" | ", cells(workload.Name, connections)).AppendLine(" |");
            }
        }
    }
}
