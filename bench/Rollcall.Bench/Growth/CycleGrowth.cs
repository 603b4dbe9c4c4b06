using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Sections;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Growth;

/// <summary>Entra ID's initial cycle, everybody into one group, at 4 connections: how fast, and whether it slows as the group fills.</summary>
internal static class CycleGrowth
{
    private const int Connections = 4;

    public static async Task MeasureAsync(Run run, Report report)
    {
        var duration = TimeSpan.FromSeconds(run.IsQuick ? 4 : 20);
        var rounds = run.IsQuick ? 1 : 3;
        var (ours, theirs) = (new List<List<Moment>>(), new List<List<Moment>>());
        for (var round = 1; round <= rounds; round++)
        {
            run.Say($"  initial cycle: round {round} of {rounds}");
            ours.Add(await OneAsync(await Starting.OursAsync(new Ours()), WarmUp.Dotnet, duration));
            if (round == 1 || round == rounds)
            {
                theirs.Add(await OneAsync(await Starting.ScimmyAsync(), WarmUp.Node, duration));
            }
        }

        var rate = Spread.Of(ours.Select(Rate));
        var tenths = Spread.Of(ours.Select(static moments => Tenth(moments, 9) / Tenth(moments, 0)));
        report.AtLeast("Entra's initial cycle into one group at 4 connections", rate, 1_200, " users a second", "N0");
        report.AtLeast("initial cycle: last tenth beside the first", tenths, 1, "");
        report.AtLeast("initial cycle beside scimmy in the same time", Spread.Of(ours.Select(moments => Rate(moments) / Spread.Of(theirs.Select(Rate)).Median)), 40, " times", "0");
        var grid = report.Table($"Entra's initial cycle into one group, {duration.TotalSeconds:N0} seconds at 4 connections", "server", "users a second", "users done", "first tenth, a second", "last tenth, a second");
        foreach (var (name, all) in new[] { ("Rollcall, SQLite", ours), ("scimmy", theirs) })
        {
            grid.Rows.Add([
                name, Spread.Of(all.Select(Rate)).Show("N0"), Spread.Of(all.Select(static m => (double)m.Count)).Show("N0"),
                Spread.Of(all.Select(static m => Tenth(m, 0))).Show("N0"), Spread.Of(all.Select(static m => Tenth(m, 9))).Show("N0"),
            ]);
        }

        report.Plots.Add(new Plot
        {
            File = "cycle", Title = "Entra's initial cycle: users a second while the group fills", X = "tenth of the run's users", Y = "users a second", IsLogY = true,
            Series = [new Series("Rollcall, SQLite", Dots(ours)), new Series("scimmy", Dots(theirs))],
        });
    }

    private static async Task<List<Moment>> OneAsync(Peer started, TimeSpan warmUp, TimeSpan duration)
    {
        await using var peer = started;
        var scene = await Scene.FillAsync(peer.Target, 16);
        await Recorder.RunAsync(peer.Target.Base, Scripts(peer.Target, scene.Group), warmUp);
        return await Recorder.RunAsync(peer.Target.Base, Scripts(peer.Target, scene.OtherGroup), duration);
    }

    private static List<InitialCycle> Scripts(Target target, string group) => [.. Enumerable.Range(0, Connections).Select(_ => new InitialCycle(target, group))];

    private static List<Dot> Dots(List<List<Moment>> all) => [.. Enumerable.Range(0, 10).Select(n => Dot.At(n + 1, Spread.Of(all.Select(m => Tenth(m, n)))))];

    private static double Rate(List<Moment> moments) => moments.Count / moments[^1].At * 1000;

    private static double Tenth(List<Moment> moments, int n)
    {
        var (first, last) = (moments.Count * n / 10, moments.Count * (n + 1) / 10);
        return (last - first) / (moments[last - 1].At - (first == 0 ? 0 : moments[first - 1].At)) * 1000;
    }
}
