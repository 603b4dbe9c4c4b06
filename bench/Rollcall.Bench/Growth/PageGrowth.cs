using System.Text.Json;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Sections;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Growth;

/// <summary>A page of 100 users at the beginning, in the middle and at the end, by cursor and by startIndex.</summary>
internal static class PageGrowth
{
    private const int PageSize = 100;
    private static readonly string[] s_ways = ["cursor", "startIndex"];
    private static readonly string[] s_places = ["first", "middle", "last"];

    public static async Task MeasureAsync(Run run, Report report, bool onPostgres)
    {
        var of = onPostgres ? ", PostgreSQL" : "";
        var grid = report.Table("A page of 100 at 4 connections" + of, "users", "by", "place", "time, ms", "CPU, µs", "CPU beside the first");
        foreach (var users in run.Directories(onPostgres).Where(static n => n > 1_000))
        {
            var readings = await ReadAsync(run, users, onPostgres);
            foreach (var (by, ceiling) in new[] { ("cursor", 1.2), ("startIndex", users > 100_000 ? 3.0 : 1.5) })
            {
                for (var place = 0; place < s_places.Length; place++)
                {
                    var beside = readings.Ratio(by, place, by, 0, static f => f.Cpu);
                    grid.Rows.Add([users.ToString("N0", null), by, s_places[place], Cell(readings.Of(by, place, static f => f.Median), "0.00"), Cell(readings.Of(by, place, static f => f.Cpu), "0"), Cell(beside, "0.00")]);
                    if (place > 0)
                    {
                        report.AtMost($"{s_places[place]} page of {users:N0} by {by}: CPU beside the first{of}", beside, ceiling, "");
                    }
                }
            }

            Draw(report, readings, users, onPostgres);
        }
    }

    private static void Draw(Report report, Readings readings, int users, bool onPostgres) => report.Plots.Add(new Plot
    {
        File = $"pages-{users}{(onPostgres ? "-postgres" : "")}", Title = $"A page of 100 of {users:N0} users{(onPostgres ? ", PostgreSQL" : "")}", Y = "µs of the server's CPU", Names = [.. s_places],
        Series = [.. s_ways.Select(by => new Series(by, [.. Enumerable.Range(0, 3).Select(place => Dot.At(place, readings.Of(by, place, static f => f.Cpu)!))]))],
    });

    private static async Task<Readings> ReadAsync(Run run, int users, bool onPostgres)
    {
        var seeded = await run.Shelf.TakeAsync(users, onPostgres);
        await using var peer = await Starting.OursAsync(Ours.On(seeded));
        run.Say($"  pages of {users:N0}: following the cursor to the end");
        var cursors = await CursorsAsync(peer.Target);
        var requests = new Dictionary<(string By, int Place), ReadOnlyMemory<byte>>();
        for (var place = 0; place < s_places.Length; place++)
        {
            // The directory holds some users more than were seeded, so that the last page by index is full too.
            requests.Add(("cursor", place), Script.Request(peer.Target, "GET", $"/Users?count={PageSize}&cursor={cursors[place]}"));
            requests.Add(("startIndex", place), Script.Request(peer.Target, "GET", $"/Users?count={PageSize}&startIndex={1 + (place * (users - PageSize) / 2)}"));
        }

        var readings = new Readings();
        for (var round = -1; round < run.Rounds; round++)
        {
            foreach (var ((by, place), request) in requests)
            {
                var figures = await ClosedLoop.RunAsync(peer.Target.Base, [.. Enumerable.Range(0, 4).Select(_ => new Same(request))], run.Moment / 1.5, peer.Cpu);
                if (round >= 0)
                {
                    readings.Add(by, place, figures);
                }
            }
        }

        return readings;
    }

    /// <summary>The cursors of the first page, of one in the middle, and of the last whole one.</summary>
    private static async Task<string[]> CursorsAsync(Target target)
    {
        using var line = await Line.OpenAsync(target.Base);
        var all = new List<string> { "" };
        while (true)
        {
            var answer = await line.AskAsync(Script.Request(target, "GET", $"/Users?count={PageSize}&attributes=userName&cursor={all[^1]}"));
            using var json = JsonDocument.Parse(answer.Body);
            if (!json.RootElement.TryGetProperty("nextCursor", out var next))
            {
                break;
            }

            all.Add(next.GetString()!);
        }

        return [all[0], all[all.Count / 2], all[^2]];
    }

    private static string Cell(Spread? spread, string format) => spread?.Show(format) ?? "–";
}
