using Npgsql;

namespace Rollcall.EndToEnd.Tests;

/// <summary>A data folder, and on PostgreSQL a database: both gone when the test ends.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string? _database;
    private readonly string? _server;

    private Installation(string folder, string? server, string? database, IReadOnlyDictionary<string, string> settings)
    {
        Folder = folder;
        (_server, _database) = (server, database);
        Settings = settings;
    }

    /// <summary>The stores that this run has: PostgreSQL where <c>./test</c> started one.</summary>
    /// <remarks>ROLLCALL_STORES names one of them, for runs of hours.</remarks>
    public static TheoryData<string> Stores => Environment.GetEnvironmentVariable("ROLLCALL_STORES") is { } one ? new(one) : Server is null ? new("sqlite") : new("sqlite", "postgres");

    /// <summary>Whether <c>./test</c> started a PostgreSQL.</summary>
    public static bool HasPostgres => Server is not null;

    public string Folder { get; }

    /// <summary>What the environment tells the program.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    private static string? Server => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");

    public static Task<Installation> CreateAsync(string store) => store == "sqlite" ? Task.FromResult(new Installation(NewFolder(out var settings), null, null, settings)) : OnPostgresAsync(Server!);

    /// <summary>On a PostgreSQL of the test's own.</summary>
    public static Task<Installation> CreateAsync(Crash.PostgresCluster cluster) => OnPostgresAsync(cluster.Connection);

    /// <summary>On a PostgreSQL of the test's own, which may have several hosts; the database goes with it.</summary>
    public static async Task<Installation> CreateAsync(string hosts, string database)
    {
        var folder = NewFolder(out var settings);
        await RunAsync(hosts, $"create database {database} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        settings["ROLLCALL__POSTGRES"] = new NpgsqlConnectionStringBuilder(hosts) { Database = database }.ToString();
        return new Installation(folder, null, null, settings);
    }

    /// <summary>One more on the same database, with a folder of its own.</summary>
    public Installation Beside()
    {
        var folder = NewFolder(out var settings);
        settings["ROLLCALL__POSTGRES"] = Settings["ROLLCALL__POSTGRES"];
        return new Installation(folder, null, null, settings);
    }

    /// <summary>Ends every connection to the database from its own side.</summary>
    public Task TerminateBackendsAsync() => RunAsync(_server!, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_database}'");

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        if (_database is not null)
        {
            await RunAsync(_server!, $"drop database {_database} with (force)");
        }
    }

    private static async Task<Installation> OnPostgresAsync(string server)
    {
        var folder = NewFolder(out var settings);
        var name = "t" + Guid.CreateVersion7().ToString("N");
        await RunAsync(server, $"create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        settings["ROLLCALL__POSTGRES"] = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        return new Installation(folder, server, name, settings);
    }

    private static string NewFolder(out Dictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-e2e-").FullName;
        settings = new Dictionary<string, string> { ["ROLLCALL__DATA"] = folder, ["ROLLCALL__PORT"] = "0", ["ROLLCALL__LOG_LEVEL"] = "warning", ["ROLLCALL__OUTBOUND"] = "loopback" };
        return folder;
    }

    private static async Task RunAsync(string server, string sql)
    {
        // Unpooled: a pooled connection to a cluster that was stopped meanwhile would be handed out dead.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
