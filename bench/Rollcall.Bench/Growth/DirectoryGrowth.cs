using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Sections;
using Rollcall.Bench.Seeding;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Growth;

/// <summary>GET by id, the match query, and a create, at each size of the directory.</summary>
internal static class DirectoryGrowth
{
    private const int Asked = 10_000;
    private static readonly string[] s_workloads = ["GET by id", "userName eq", "externalId eq", "create"];

    public static async Task MeasureAsync(Run run, Report report, bool onPostgres)
    {
        var sizes = run.Directories(onPostgres);
        var peers = new List<(int Size, Peer Peer)>();
        var readings = new Readings();
        try
        {
            foreach (var size in sizes)
            {
                peers.Add((size, await Starting.OursAsync(Ours.On(await run.Shelf.TakeAsync(size, onPostgres)))));
            }

            for (var round = -3; round < run.Rounds; round++)
            {
                run.Say($"  directories: round {Math.Max(0, round + 1)} of {run.Rounds}");
                foreach (var (size, peer) in peers)
                {
                    await RoundAsync(run, peer, size, round < 0 ? new Readings() : readings);
                }
            }
        }
        finally
        {
            foreach (var (_, peer) in peers)
            {
                await peer.DisposeAsync();
            }
        }

        Tell(report, readings, sizes, onPostgres);
    }

    private static async Task RoundAsync(Run run, Peer peer, int size, Readings readings)
    {
        foreach (var workload in s_workloads)
        {
            var scripts = Scripts(peer.Target, workload, size);
            readings.Add(workload, size, await ClosedLoop.RunAsync(peer.Target.Base, scripts, run.Moment, peer.Cpu));
        }
    }

    /// <summary>Reads of users chosen at random, the same ones every time.</summary>
    public static List<Script> Reads(Target target, string workload, int size, int connections)
    {
        var random = new Random(7);
        var numbers = Enumerable.Range(0, Asked).Select(_ => random.NextInt64(size)).ToList();
        List<ReadOnlyMemory<byte>> requests = [.. numbers.Select(n => workload == "GET by id"
            ? Script.Request(target, "GET", "/Users/" + Seeded.UserId(n))
            : Script.Request(target, "GET", $"/Users?filter={workload.Replace(' ', '+')}+%22{Uri.EscapeDataString(Seeded.NameOf(n))}%22"))];
        return [.. Enumerable.Range(0, connections).Select(i => new OneOf(requests, i))];
    }

    private static List<Script> Scripts(Target target, string workload, int size) =>
        workload == "create" ? [.. Enumerable.Range(0, 64).Select(_ => new Create(target))] : Reads(target, workload, size, 64);

    private static void Tell(Report report, Readings readings, int[] sizes, bool onPostgres)
    {
        var of = onPostgres ? ", PostgreSQL" : "";
        var grid = report.Table("Microseconds of the server's CPU a request at 64 connections" + of, ["users", .. s_workloads.SelectMany(static w => new[] { w, "beside 1,000" })]);
        foreach (var size in sizes)
        {
            grid.Rows.Add([size.ToString("N0", null), .. s_workloads.SelectMany(w => new[] { Cell(readings.Of(w, size, Cpu), "0"), Cell(readings.Ratio(w, size, w, 1_000, Cpu), "0.00") })]);
        }

        foreach (var workload in s_workloads.Where(static w => w != "create"))
        {
            report.AtMost($"{workload} at 100,000 users: CPU beside 1,000{of}", readings.Ratio(workload, 100_000, workload, 1_000, Cpu), 1.25, "");
        }

        report.Plots.Add(new Plot
        {
            File = onPostgres ? "directory-postgres" : "directory", Title = "Cost of a request by the size of the directory" + of, X = "users", Y = "µs of the server's CPU", IsLogX = true,
            Series = [.. s_workloads.Select(w => new Series(w, [.. sizes.Select(size => Dot.At(size, readings.Of(w, size, Cpu)!))]))],
        });
    }

    private static string Cell(Spread? spread, string format) => spread?.Show(format) ?? "–";

    private static double Cpu(Figures f) => f.Cpu;
}
