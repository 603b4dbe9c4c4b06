using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rollcall.Bench.Pages;

/// <summary>The page: each part's figures lie beside it as JSON, so that a part can be measured anew without the others.</summary>
internal sealed class BenchPage(string folder)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _parts = Path.Combine(folder, "benchmarks");

    public string File => Path.Combine(folder, "benchmarks.md");

    public void Keep(Part part)
    {
        Directory.CreateDirectory(_parts);
        System.IO.File.WriteAllText(Path.Combine(_parts, part.Name + ".json"), JsonSerializer.Serialize(part, s_json) + "\n");
        foreach (var plot in part.Plots)
        {
            System.IO.File.WriteAllText(Path.Combine(_parts, plot.File + ".svg"), SvgPlot.Draw(plot));
        }
    }

    /// <summary>Writes the page from all parts that were ever kept, in the order of the bench.</summary>
    public void Write(IEnumerable<string> order)
    {
        var parts = order.Select(name => Path.Combine(_parts, name + ".json")).Where(System.IO.File.Exists)
            .Select(static file => JsonSerializer.Deserialize<Part>(System.IO.File.ReadAllText(file), s_json)!).ToList();
        System.IO.File.WriteAllText(File, Text(parts));
    }

    public static string Floors(IEnumerable<Floor> floors)
    {
        var text = new StringBuilder("| workload | floor | measured: median [least–greatest] | |\n|---|---|---|---|\n");
        foreach (var floor in floors)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {floor.Workload} | {floor.Asked} | {floor.Measured} | {(floor.IsMet ? "met" : "**missed**")} |\n");
        }

        return text.ToString();
    }

    public static string Table(Grid grid)
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", grid.Columns).Append(" |\n|").AppendJoin("", grid.Columns.Select(static _ => "---|")).Append('\n');
        foreach (var row in grid.Rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Text(List<Part> parts)
    {
        var text = new StringBuilder(BenchText.Head);
        if (parts.Count == 0)
        {
            return text.Append("\nNo run has been recorded yet.\n").ToString();
        }

        text.Append("\n## Floors\n\n").Append(Floors(parts.SelectMany(static p => p.Floors)));
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Title}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{part.Stamp.Date} UTC, commit {part.Stamp.Commit}, {part.Stamp.Machine}, {part.Stamp.Software}; load average {part.Stamp.Load}; took {part.Stamp.Seconds} s{(part.Stamp.IsQuick ? "; a quick look, not a record" : "")}.\n");
            part.Notes.ForEach(note => text.Append('\n').Append(note).Append('\n'));
            part.Plots.ForEach(plot => text.Append(CultureInfo.InvariantCulture, $"\n![{plot.Title}](benchmarks/{plot.File}.svg)\n"));
            part.Grids.ForEach(grid => text.Append(CultureInfo.InvariantCulture, $"\n**{grid.Title}**\n\n").Append(Table(grid)));
        }

        return text.ToString();
    }
}
