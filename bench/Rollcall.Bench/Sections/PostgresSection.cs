using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Rollcall.Bench.Growth;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Seeding;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Sections;

/// <summary>PostgreSQL: reads beside pgbench on the same cluster, creates beside a transaction a request, and what grows.</summary>
internal static partial class PostgresSection
{
    private const string PgBench = "pgbench -S";
    private static readonly int[] s_connections = [8, 64];
    private static readonly string[] s_reads = ["GET by id", "userName eq", "externalId eq"];

    public static async Task MeasureAsync(Run run, Report report)
    {
        if (run.Postgres is not { } server)
        {
            report.Note("Not measured: no PostgreSQL was given.");
            return;
        }

        await ReadsAsync(run, report, server);
        await CreatesAsync(run, report, server);
        await GroupGrowth.MeasureAsync(run, report, onPostgres: true);
        await PageGrowth.MeasureAsync(run, report, onPostgres: true);
        await DirectoryGrowth.MeasureAsync(run, report, onPostgres: true);
    }

    private static async Task ReadsAsync(Run run, Report report, string server)
    {
        var readings = new Readings();
        await using var own = await Database.CreateAsync(server);
        await PgBenchAsync(own.Connection, "-i", "-s", "1", "-q");
        await using var peer = await Starting.OursAsync(Ours.On(await run.Shelf.TakeAsync(100_000, onPostgres: true)));
        for (var round = -2; round < run.Rounds; round++)
        {
            run.Say($"  reads beside pgbench: round {Math.Max(0, round + 1)} of {run.Rounds}");
            var kept = round < 0 ? new Readings() : readings;
            foreach (var connections in s_connections)
            {
                kept.Add(PgBench, connections, await PgBenchAsync(own.Connection, run.Moment, connections));
                foreach (var workload in s_reads)
                {
                    kept.Add(workload, connections, await ClosedLoop.RunAsync(peer.Target.Base, DirectoryGrowth.Reads(peer.Target, workload, 100_000, connections), run.Moment, peer.Cpu));
                }
            }
        }

        TellReads(report, readings);
    }

    private static void TellReads(Report report, Readings readings)
    {
        report.Note("`pgbench -S -M prepared` (one select by primary key of 100,000 accounts) and the server, over 100,000 users, take turns on the same cluster and the same two cores. CPU counts the server and PostgreSQL's processes together.");
        var grid = report.Table("Reads beside pgbench", "what", "connections", "a second", "of pgbench", "CPU, µs");
        foreach (var connections in s_connections)
        {
            foreach (var workload in s_reads.Prepend(PgBench))
            {
                var share = readings.Ratio(workload, connections, PgBench, connections, static f => f.PerSecond);
                var cpu = workload == PgBench ? "–" : readings.Of(workload, connections, static f => f.Cpu)!.Show("0");
                grid.Rows.Add([workload, connections.ToString(CultureInfo.InvariantCulture), readings.Of(workload, connections, static f => f.PerSecond)!.Show("N0"), share!.Show("0.00"), cpu]);
                if (workload != PgBench)
                {
                    report.AtLeast($"PostgreSQL: {workload} at {connections} connections, of pgbench -S", share, 0.6, "");
                }
            }
        }

        report.Plots.Add(new Plot
        {
            File = "postgres-reads", Title = "PostgreSQL: reads as a share of pgbench -S -M prepared", Y = "share of pgbench", Mark = 0.6, Names = [.. s_reads],
            Series = [.. s_connections.Select(c => new Series($"{c} connections", [.. s_reads.Select((w, n) => Dot.At(n, readings.Ratio(w, c, PgBench, c, static f => f.PerSecond)!))]))],
        });
    }

    private static async Task CreatesAsync(Run run, Report report, string server)
    {
        var readings = new Readings();
        for (var round = 0; round < (run.IsQuick ? 1 : 3); round++)
        {
            run.Say($"  creates: round {round + 1}");
            foreach (var batch in new[] { 256, 1 })
            {
                await using var peer = await Starting.OursAsync(new Ours { Postgres = server, BatchLimit = batch });
                List<Create> scripts = [.. Enumerable.Range(0, 64).Select(_ => new Create(peer.Target))];
                await ClosedLoop.RunAsync(peer.Target.Base, scripts, WarmUp.Dotnet, peer.Cpu);
                readings.Add("create", batch, await ClosedLoop.RunAsync(peer.Target.Base, scripts, TimeSpan.FromSeconds(run.IsQuick ? 2 : 5), peer.Cpu));
            }
        }

        var ratio = readings.Ratio("create", 256, "create", 1, static f => f.PerSecond)!;
        report.AtLeast("PostgreSQL: create at 64 connections", readings.Of("create", 256, static f => f.PerSecond), 5_000, " a second", "N0");
        report.AtLeast("PostgreSQL: create at 64 connections beside a transaction a request", ratio, 10, " times", "0.0");
        var grid = report.Table("Creates at 64 connections, PostgreSQL", "commits", "a second", "CPU, µs", "99th percentile, ms");
        foreach (var (name, batch) in new[] { ("shared, as delivered", 256), ("the same code, a transaction a request", 1) })
        {
            grid.Rows.Add([
                name, readings.Of("create", batch, static f => f.PerSecond)!.Show("N0"), readings.Of("create", batch, static f => f.Cpu)!.Show("0"), readings.Of("create", batch, static f => f.P99)!.Show("0.0"),
            ]);
        }
    }

    private static async Task<Figures> PgBenchAsync(string connection, TimeSpan duration, int connections)
    {
        // pgbench counts whole seconds only.
        var seconds = Math.Max(1, (int)Math.Round(duration.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var said = await PgBenchAsync(connection, "-S", "-M", "prepared", "-n", "-c", connections.ToString(CultureInfo.InvariantCulture), "-j", "2", "-T", seconds);
        return new Figures(double.Parse(Rate().Match(said).Groups["tps"].Value, CultureInfo.InvariantCulture), 0, 0, 0, 0);
    }

    private static async Task<string> PgBenchAsync(string connection, params string[] arguments)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("ROLLCALL_BENCH_PGBENCH") ?? "pgbench") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments.Concat(["-h", parts.Host!, "-p", parts.Port.ToString(CultureInfo.InvariantCulture), "-U", parts.Username!, parts.Database!]))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PGPASSWORD"] = parts.Password ?? "";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException("pgbench: " + await errors);
    }

    [GeneratedRegex(@"tps = (?<tps>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();
}
