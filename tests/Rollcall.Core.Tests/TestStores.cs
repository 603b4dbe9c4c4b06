using Npgsql;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests;

/// <summary>A fresh database of the asked engine, gone when the test ends.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly Func<ValueTask> _clean;

    private TestStore(StoreOptions options, TimeProvider? time, Func<ValueTask> clean)
    {
        Options = options;
        _clean = clean;
        Store = Store.Open(options, time ?? TimeProvider.System);
    }

    public Store Store { get; }

    public StoreOptions Options { get; }

    /// <summary>Whether <c>./test</c> started a PostgreSQL.</summary>
    public static bool HasPostgres => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES") is not null;

    /// <summary>The engines that this run has: PostgreSQL where <c>./test</c> started one.</summary>
    public static TheoryData<string> Engines => HasPostgres ? new("sqlite", "postgres") : new("sqlite");

    public static async ValueTask<TestStore> OpenAsync(string engine, Func<StoreOptions, StoreOptions>? adjust = null, TimeProvider? time = null)
    {
        adjust ??= static o => o;
        return engine == "sqlite" ? OnSqlite(adjust, time) : await OnPostgresAsync(adjust, time);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _clean();
    }

    private static TestStore OnSqlite(Func<StoreOptions, StoreOptions> adjust, TimeProvider? time)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-test-").FullName;
        return new TestStore(adjust(new StoreOptions { File = Path.Combine(folder, "rollcall.db") }), time, () =>
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async ValueTask<TestStore> OnPostgresAsync(Func<StoreOptions, StoreOptions> adjust, TimeProvider? time)
    {
        var server = Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES")!;
        var name = "t" + Guid.CreateVersion7().ToString("N");
        await RunAsync(server, $"create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        return new TestStore(adjust(new StoreOptions { Postgres = connection }), time, async () =>
        {
            await RunAsync(server, $"drop database {name} with (force)");
        });
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
