using System.Text.Json;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Sections;
using Rollcall.Bench.Seeding;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Growth;

/// <summary>Adding and removing one member, and reading a group without its members, at each size of the group.</summary>
internal static class GroupGrowth
{
    private const string Alone = "1 connection";
    private const string Eight = "8 connections";
    private const string Read = "GET without members, 64 connections";

    public static async Task MeasureAsync(Run run, Report report, bool onPostgres)
    {
        var seeded = await run.Shelf.TakeAsync(run.Largest(onPostgres), onPostgres);
        await using var peer = await Starting.OursAsync(Ours.On(seeded));
        await using var bare = await Starting.BareAsync();
        var movers = await People.CreateAsync(peer.Target, 8);
        var scripts = seeded.Groups.ToDictionary(static size => size, size => movers.Select(id => new Membership(peer.Target, Seeded.GroupId(size).ToString(), id)).ToList());
        var before = await StandsAsync(peer.Target, seeded.Groups);
        var readings = new Readings();
        await ClosedLoop.RunAsync(bare.Target.Base, Echo(bare), WarmUp.Dotnet, bare.Cpu);
        for (var round = -1; round < run.Rounds; round++)
        {
            run.Say($"  groups: round {round + 1} of {run.Rounds}");
            await RoundAsync(run, peer, bare, scripts, round < 0 ? new Readings() : readings);
        }

        Tell(report, readings, seeded.Groups, onPostgres);
        await CheckAsync(report, peer.Target, scripts, before, onPostgres);
    }

    private static async Task RoundAsync(Run run, Peer peer, Peer bare, Dictionary<int, List<Membership>> scripts, Readings readings)
    {
        readings.Add("echo", 0, await ClosedLoop.RunAsync(bare.Target.Base, Echo(bare), run.Moment, bare.Cpu));
        foreach (var (size, membership) in scripts)
        {
            readings.Add(Alone, size, await ClosedLoop.RunAsync(peer.Target.Base, [membership[0]], run.Moment, peer.Cpu));
            readings.Add(Eight, size, await ClosedLoop.RunAsync(peer.Target.Base, membership, run.Moment, peer.Cpu));
            var get = Script.Request(peer.Target, "GET", $"/Groups/{Seeded.GroupId(size)}?excludedAttributes=members");
            readings.Add(Read, size, await ClosedLoop.RunAsync(peer.Target.Base, [.. Enumerable.Range(0, 64).Select(_ => new Same(get))], run.Moment, peer.Cpu));
        }
    }

    private static IReadOnlyList<Script> Echo(Peer bare) => Workload.Echo.Prepare(new Scene(bare.Target, [], [], "", ""), 64);

    private static void Tell(Report report, Readings readings, int[] sizes, bool onPostgres)
    {
        var of = onPostgres ? ", PostgreSQL" : "";
        var grid = report.Table("One member of a group" + of, "members", "time at 1 connection, ms", "beside 10", "CPU at 8 connections, µs", "beside 10", "changes a second at 8", "GET without members: share of bare Kestrel");
        foreach (var size in sizes)
        {
            grid.Rows.Add([
                size.ToString("N0", null), Cell(readings.Of(Alone, size, Median), "0.00"), Cell(readings.Ratio(Alone, size, Alone, 10, Median), "0.00"),
                Cell(readings.Of(Eight, size, Cpu), "0"), Cell(readings.Ratio(Eight, size, Eight, 10, Cpu), "0.00"), Cell(readings.Of(Eight, size, PerSecond), "N0"),
                Cell(readings.Ratio(Read, size, "echo", 0, PerSecond), "0.00"),
            ]);
            if (size > 10)
            {
                var ceiling = size > 100_000 ? 1.3 : 1.2;
                report.AtMost($"add or remove one member of {size:N0}: time beside 10{of}", readings.Ratio(Alone, size, Alone, 10, Median), ceiling, "");
                report.AtMost($"add or remove one member of {size:N0}: CPU beside 10{of}", readings.Ratio(Eight, size, Eight, 10, Cpu), ceiling, "");
            }

            if (!onPostgres)
            {
                report.AtLeast($"changes to one group of {size:N0} at 8 connections", readings.Of(Eight, size, PerSecond), 8_000, " a second", "N0");
                report.AtLeast($"GET a group of {size:N0} without members, of bare Kestrel at 64", readings.Ratio(Read, size, "echo", 0, PerSecond), 0.5, "");
            }
        }

        report.Plots.Add(new Plot
        {
            File = onPostgres ? "members-postgres" : "members", Title = "Adding or removing one member" + of, X = "members of the group", Y = "ms at 1 connection, synced", IsLogX = true,
            Series = [new Series("time", [.. sizes.Select(size => Dot.At(size, readings.Of(Alone, size, Median)!))])],
        });
    }

    /// <summary>Every acknowledged change made one version, and the members are those that the connections left.</summary>
    private static async Task CheckAsync(Report report, Target target, Dictionary<int, List<Membership>> scripts, Dictionary<int, long> before, bool onPostgres)
    {
        var after = await StandsAsync(target, [.. scripts.Keys]);
        var changes = scripts.Values.Sum(static s => s.Sum(static m => m.Changes));
        var lost = scripts.Sum(pair => before[pair.Key] + pair.Value.Sum(static m => m.Changes) - after[pair.Key]);
        using var line = await Line.OpenAsync(target.Base);
        var group = (await line.AskAsync(Script.Request(target, "GET", "/Groups/" + Seeded.GroupId(10)))).Body.ToArray();
        using var json = JsonDocument.Parse(group);
        var members = json.RootElement.GetProperty("members").EnumerateArray().Select(static m => m.GetProperty("value").GetString()!).ToHashSet(StringComparer.Ordinal);
        var wrong = scripts[10].Count(m => m.IsIn != members.Contains(m.Member));
        report.Must("no update lost" + (onPostgres ? ", PostgreSQL" : ""), "each change one version; the members are those left", $"{changes:N0} changes, {lost} lost, {wrong} members wrong", lost == 0 && wrong == 0);
    }

    private static async Task<Dictionary<int, long>> StandsAsync(Target target, int[] sizes)
    {
        using var line = await Line.OpenAsync(target.Base);
        var versions = new Dictionary<int, long>();
        foreach (var size in sizes)
        {
            var body = (await line.AskAsync(Script.Request(target, "GET", $"/Groups/{Seeded.GroupId(size)}?excludedAttributes=members"))).Body.ToArray();
            using var json = JsonDocument.Parse(body);
            var version = json.RootElement.GetProperty("meta").GetProperty("version").GetString()!;
            versions.Add(size, long.Parse(version.Replace("W/", "", StringComparison.Ordinal).Trim('"'), null));
        }

        return versions;
    }

    private static string Cell(Spread? spread, string format) => spread?.Show(format) ?? "–";

    private static double Median(Figures f) => f.Median;

    private static double Cpu(Figures f) => f.Cpu;

    private static double PerSecond(Figures f) => f.PerSecond;
}
