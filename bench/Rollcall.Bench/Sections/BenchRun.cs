using System.Diagnostics;
using Rollcall.Bench.Pages;

namespace Rollcall.Bench.Sections;

/// <summary>Runs the parts that are asked for, one after another, and writes the page after each, so that a run that ends early has not been for nothing.</summary>
internal static class BenchRun
{
    public static async Task<int> RunAsync(Run run, IReadOnlyList<string> only, string output)
    {
        var unknown = only.Except(Section.All.Select(static s => s.Name)).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync($"No part is called {string.Join(", ", unknown)}. There are: {string.Join(", ", Section.All.Select(static s => s.Name))}");
            return 1;
        }

        var page = new BenchPage(output);
        var floors = new List<Floor>();
        var failed = new List<string>();
        foreach (var section in Section.All.Where(s => only.Count == 0 || only.Contains(s.Name)))
        {
            run.Say(section.Name);
            var stamp = Stamp.Begin(run.IsQuick);
            var clock = Stopwatch.StartNew();
            var report = new Report();
            try
            {
                await section.Measure(run, report);
            }
#pragma warning disable CA1031 // One part that fails must not cost the others.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                await Console.Error.WriteLineAsync($"{section.Name} failed, and stays on the page as it was: {failure}");
                failed.Add(section.Name);
                continue;
            }

            page.Keep(new Part
            {
                Name = section.Name, Title = section.Title, Stamp = stamp.End(clock.Elapsed), Notes = report.Notes, Floors = report.Floors, Grids = report.Grids, Plots = report.Plots,
            });
            page.Write(Section.All.Select(static s => s.Name));
            report.Grids.ForEach(static grid => Console.WriteLine($"{grid.Title}\n\n{BenchPage.Table(grid)}"));
            floors.AddRange(report.Floors);
        }

        Console.WriteLine(BenchPage.Floors(floors));
        Console.WriteLine($"Written: {page.File}");
        return failed.Count == 0 ? 0 : 1;
    }
}
