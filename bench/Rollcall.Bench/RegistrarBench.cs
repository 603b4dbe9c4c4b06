using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
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

    public static async Task RunAsync(TimeSpan duration)
    {
        Console.WriteLine("| store | batch | registrar ops/s | ops per commit | raw ops/s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await EngineAsync("SQLite", OpenSqlite, duration);
        if (Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES") is { } server)
        {
            await EngineAsync("PostgreSQL", () => OpenPostgresAsync(server), duration);
        }
    }

    private static async Task EngineAsync(string name, Func<Task<Database>> open, TimeSpan duration)
    {
        foreach (var batch in Batches)
        {
            var registrar = await MeasureAsync(open, duration, (store, meter) => new RegistrarLoad(store, meter, batch));
            var raw = await MeasureAsync(open, duration, (store, meter) => new RawLoad(store, meter, batch));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {batch} | {registrar.PerSecond:N0} | {registrar.PerCommit:F1} | {raw.PerSecond:N0} | {registrar.PerSecond / raw.PerSecond:F2} |"));
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
