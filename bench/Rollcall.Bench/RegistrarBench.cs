using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Rollcall.Bench.Pages;
using Rollcall.Bench.Sections;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Storage;

namespace Rollcall.Bench;

/// <summary>The one writer beside raw inserts of the same rows.</summary>
internal static class RegistrarBench
{
    private static readonly int[] Batches = [1, 8, 64];

    public static async Task MeasureAsync(Run run, Report report)
    {
        report.Note("The registrar creates users (eleven rows each, two of them 1.2 kB documents) with 1, 8 and 64 callers in a closed loop, beside inserts of the same rows by hand in transactions of that "
            + "size: no queue, no reading, no deciding. A batch is what arrived while the commit before it was on its way, so callers in a closed loop fill about half of it.");
        var grid = report.Table("Creates through the one writer, in process", "store", "callers", "registrar, a second", "operations a commit", "raw rows of as many users, a second", "share of raw");
        await EngineAsync("SQLite", OpenSqlite, run, grid);
        if (run.Postgres is { } server)
        {
            await EngineAsync("PostgreSQL", () => OpenPostgresAsync(server), run, grid);
        }

        report.Plots.Add(new Plot
        {
            File = "raw", Title = "Creates through the one writer, as a share of raw inserts of the same rows", Y = "share of raw inserts", Names = [.. Batches.Select(static b => b == 1 ? "1 caller" : $"{b} callers")],
            Series = [.. grid.Rows.GroupBy(static row => row[0]).Select(static store => new Series(store.Key, [.. store.Select(static (row, n) => Dot.At(n, double.Parse(row[5], CultureInfo.InvariantCulture)))]))],
        });
    }

    private static async Task EngineAsync(string name, Func<Task<Database>> open, Run run, Grid grid)
    {
        var duration = TimeSpan.FromSeconds(run.IsQuick ? 1 : 4);
        foreach (var batch in Batches)
        {
            run.Say($"  {name}, {batch} callers");
            var registrar = await MeasureAsync(open, duration, (store, meter) => new RegistrarLoad(store, meter, batch));
            var raw = await MeasureAsync(open, duration, (store, meter) => new RawLoad(store, meter, batch));
            grid.Rows.Add([
                name, batch.ToString(CultureInfo.InvariantCulture), Report.Show(registrar.PerSecond, "N0"), Report.Show(registrar.PerCommit, "0.0"), Report.Show(raw.PerSecond, "N0"),
                Report.Show(registrar.PerSecond / raw.PerSecond, "0.00"),
            ]);
        }
    }

    private static async Task<Figures> MeasureAsync(Func<Task<Database>> open, TimeSpan duration, Func<Store, CommitCount, Load> make)
    {
        await using var database = await open();
        await using var store = Store.Open(database.Options, TimeProvider.System);
        await store.WriteAsync(0, 0, async (s, _, ct) =>
        { await LaneTable.CreateAsync(s, 1, 0, 0, ct); return 0; });
        await new Registrar(store).ApplyAsync(1, new SetPool { Origin = Load.Origin, Total = 1_000_000_000 });
        using var commits = new CommitCount();
        var load = make(store, commits);
        await load.RunAsync(duration / 4);
        commits.Reset();
        var clock = Stopwatch.StartNew();
        var operations = await load.RunAsync(duration);
        return new Figures(operations / clock.Elapsed.TotalSeconds, commits.Commits == 0 ? 0 : (double)operations / commits.Commits);
    }

    private static Task<Database> OpenSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-bench-").FullName;
        return Task.FromResult(new Database(new StoreOptions { File = Path.Combine(folder, "bench.db") }, () =>
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }));
    }

    private static async Task<Database> OpenPostgresAsync(string server)
    {
        var name = "bench" + Guid.CreateVersion7().ToString("N");
        await PostgresAsync(server, $"create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        return new Database(new StoreOptions { Postgres = connection }, async () => await PostgresAsync(server, $"drop database {name} with (force)"));
    }

    private static async Task PostgresAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Figures(double PerSecond, double PerCommit);

    private sealed record Database(StoreOptions Options, Func<ValueTask> Clean) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Clean();
    }
}
