using System.Diagnostics;
using System.Globalization;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Sections;

/// <summary>Creates where each sync takes 5 ms longer: many operations a commit beside one.</summary>
internal static class SlowDisk
{
    private const int Connections = 64;
    private const int Micros = 5_000;

    public static async Task MeasureAsync(Run run, Report report)
    {
        var shim = await ShimAsync(run.Folder);
        var (many, one) = (new List<Figures>(), new List<Figures>());
        for (var round = 1; round <= (run.IsQuick ? 1 : 3); round++)
        {
            run.Say($"  slow disk: round {round}");
            many.Add(await OneAsync(shim, 256, run));
            one.Add(await OneAsync(shim, 1, run));
        }

        report.Note("A library preloaded into the server makes every `fsync` and `fdatasync` 5 ms slower, as a disk across a network is. Beside it: the same server in the bench's own host, "
            + "whose commits carry one operation instead of up to 256.");
        var grid = report.Table($"Creates at {Connections} connections, each sync 5 ms slower", "commits", "creates a second", "99th percentile, ms", "longest, ms");
        foreach (var (name, all) in new[] { ("shared, as delivered", many), ("one a request", one) })
        {
            grid.Rows.Add([name, Spread.Of(all.Select(static f => f.PerSecond)).Show("N0"), Spread.Of(all.Select(static f => f.P99)).Show("0.0"), Spread.Of(all.Select(static f => f.Longest)).Show("0.0")]);
        }

        var ratio = Spread.Of(many.Zip(one, static (m, o) => m.PerSecond / o.PerSecond));
        report.AtLeast("create at 64 connections on a slow disk, beside one commit a request", ratio, 15, " times", "0.0");
        report.Plots.Add(new Plot
        {
            File = "slowdisk", Title = "Creates where a sync takes 5 ms longer, 64 connections", Y = "creates a second", IsLogY = true, Names = ["shared commits", "one commit a request"],
            Series = [new Series("creates a second", [Dot.At(0, Spread.Of(many.Select(static f => f.PerSecond))), Dot.At(1, Spread.Of(one.Select(static f => f.PerSecond)))])],
        });
    }

    private static async Task<Figures> OneAsync(string shim, int batch, Run run)
    {
        var how = new Ours { BatchLimit = batch, Environment = new() { ["LD_PRELOAD"] = shim, ["SLOWSYNC_MICROS"] = Micros.ToString(CultureInfo.InvariantCulture) } };
        await using var peer = await Starting.OursAsync(how);
        List<Create> scripts = [.. Enumerable.Range(0, Connections).Select(_ => new Create(peer.Target))];
        await ClosedLoop.RunAsync(peer.Target.Base, scripts, WarmUp.Dotnet, peer.Cpu);
        return await ClosedLoop.RunAsync(peer.Target.Base, scripts, TimeSpan.FromSeconds(run.IsQuick ? 3 : 5), peer.Cpu);
    }

    private static async Task<string> ShimAsync(string folder)
    {
        var library = Path.Combine(folder, "slowsync.so");
        using var compile = Process.Start("gcc", ["-O2", "-shared", "-fPIC", "-o", library, Path.Combine(Starting.Root, "bench/native/slowsync.c"), "-ldl"]);
        await compile.WaitForExitAsync();
        return compile.ExitCode == 0 ? library : throw new InvalidOperationException("gcc could not build bench/native/slowsync.c.");
    }
}
