using System.Diagnostics;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Seeding;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Sections;

/// <summary>What the server keeps in memory, idle and with a directory, and how soon it answers after a start.</summary>
internal static class MemoryUse
{
    private static readonly string[] s_states = ["after the first answer", "under traffic, the most", "after traffic"];

    public static async Task MeasureAsync(Run run, Report report)
    {
        var results = new List<(int Users, List<Reading> Readings)>();
        foreach (var users in run.Directories(onPostgres: false).Prepend(0))
        {
            var readings = new List<Reading>();
            for (var round = 1; round <= (users == 1_000_000 && !run.IsQuick ? 3 : 2); round++)
            {
                run.Say($"  {users:N0} users: round {round}");
                readings.Add(users == 0 ? await IdleAsync() : await OneAsync(run, await run.Shelf.TakeAsync(users)));
            }

            results.Add((users, readings));
        }

        Tell(report, results);
    }

    private static async Task<Reading> IdleAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var peer = await Starting.OursAsync(new Ours());
        using var line = await Line.OpenAsync(peer.Target.Base);
        await line.AskAsync(Script.Request(peer.Target, "GET", "/ServiceProviderConfig"));
        var took = clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(2));
        return new Reading(took, [peer.Resident("VmRSS"), 0, 0], peer.Resident("RssAnon"));
    }

    private static async Task<Reading> OneAsync(Run run, Seeded seeded)
    {
        var clock = Stopwatch.StartNew();
        await using var peer = await Starting.OursAsync(Ours.On(seeded));
        using (var line = await Line.OpenAsync(peer.Target.Base))
        {
            var answer = await line.AskAsync(Script.Request(peer.Target, "GET", "/Users/" + Seeded.UserId(seeded.Users / 2)));
            if (answer.Status != 200)
            {
                throw new InvalidDataException("Not the user: " + answer);
            }
        }

        var took = clock.Elapsed.TotalSeconds;
        var first = peer.Resident("VmRSS");
        await TrafficAsync(peer, seeded, TimeSpan.FromSeconds(run.IsQuick ? 1 : 3));
        var most = peer.Resident("VmHWM");
        await Task.Delay(TimeSpan.FromSeconds(2));
        return new Reading(took, [first, most, peer.Resident("VmRSS")], peer.Resident("RssAnon"));
    }

    /// <summary>What directories ask for all day, of everybody and not of a few: by id, by name, creates, PATCH, pages.</summary>
    private static async Task TrafficAsync(Peer peer, Seeded seeded, TimeSpan duration)
    {
        var random = new Random(11);
        List<ReadOnlyMemory<byte>> ById() => [.. Enumerable.Range(0, 5_000).Select(_ => Script.Request(peer.Target, "GET", "/Users/" + Seeded.UserId(random.NextInt64(seeded.Users))))];
        List<ReadOnlyMemory<byte>> ByName() =>
            [.. Enumerable.Range(0, 5_000).Select(_ => Script.Request(peer.Target, "GET", $"/Users?filter=userName+eq+%22{Uri.EscapeDataString(Seeded.NameOf(random.NextInt64(seeded.Users)))}%22"))];
        var page = Script.Request(peer.Target, "GET", "/Users?count=100&cursor=");
        foreach (var make in new Func<int, Script>[]
        {
            n => new OneOf(ById(), n), n => new OneOf(ByName(), n), _ => new Create(peer.Target), _ => new Toggle(peer.Target, Seeded.UserId(random.NextInt64(seeded.Users)).ToString()), _ => new Same(page),
        })
        {
            await ClosedLoop.RunAsync(peer.Target.Base, [.. Enumerable.Range(0, 64).Select(make)], duration, peer.Cpu);
        }
    }

    private static void Tell(Report report, List<(int Users, List<Reading> Readings)> results)
    {
        report.Note("Resident memory (VmRSS, VmHWM) of the program as it is delivered, in MiB, with everything the kernel counts to it, program files too. The traffic is GET by id and match of users "
            + "chosen at random, creates, PATCH and pages of 100, each at 64 connections. From start to the first answer means: until `GET /Users/{id}` was answered, process start included; the files were in the system's cache.");
        var grid = report.Table("Memory and start", ["users", .. s_states.Select(static s => s + ", MiB"), "of it anonymous, MiB", "start to first answer, s"]);
        foreach (var (users, readings) in results)
        {
            grid.Rows.Add([
                users == 0 ? "none, idle" : users.ToString("N0", null),
                .. s_states.Select((_, n) => users == 0 && n > 0 ? "–" : Of(readings, r => r.Resident[n]).Show("0")), Of(readings, static r => r.Anonymous).Show("0"), Of(readings, static r => r.Start).Show("0.00"),
            ]);
            if (users is 0 or 100_000 or 1_000_000)
            {
                var ceiling = users switch { 0 => 120, 100_000 => 200, _ => 300 };
                report.AtMost(users == 0 ? "memory, idle" : $"memory with {users:N0} users, the most under traffic", Of(readings, r => r.Resident[users == 0 ? 0 : 1]), ceiling, " MiB", "0");
            }

            if (users == 1_000_000)
            {
                report.AtMost("start to first answer with 1,000,000 users", Of(readings, static r => r.Start), 1.5, " s");
            }
        }

        var filled = results.Where(static r => r.Users > 0).ToList();
        report.Plots.Add(new Plot
        {
            File = "memory", Title = "Resident memory by the size of the directory", X = "users", Y = "MiB", IsLogX = true,
            Series = [.. s_states.Select((state, n) => new Series(state, [.. filled.Select(r => Dot.At(r.Users, Of(r.Readings, reading => reading.Resident[n])))]))],
        });
    }

    private static Spread Of(List<Reading> readings, Func<Reading, double> figure) => Spread.Of(readings.Select(figure));

    /// <summary>Seconds to the first answer; MiB in each state; MiB that no file stands behind, at the end.</summary>
    private sealed record Reading(double Start, double[] Resident, double Anonymous);
}
