using Npgsql;

namespace Rollcall.EndToEnd.Tests;

/// <summary>A data folder, and on PostgreSQL a database: both gone when the test ends.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string? _database;

    private Installation(string folder, string? database, IReadOnlyDictionary<string, string> settings)
    {
        Folder = folder;
        _database = database;
        Settings = settings;
    }

    /// <summary>The stores that this run has: PostgreSQL where <c>./test</c> started one.</summary>
    public static TheoryData<string> Stores => Server is null ? new("sqlite") : new("sqlite", "postgres");

    public string Folder { get; }

    /// <summary>What the environment tells the program.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    private static string? Server => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");

    public static async Task<Installation> CreateAsync(string store)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-e2e-").FullName;
        var settings = new Dictionary<string, string> { ["ROLLCALL__DATA"] = folder, ["ROLLCALL__PORT"] = "0", ["ROLLCALL__LOG_LEVEL"] = "warning" };
        if (store == "sqlite")
        {
            return new Installation(folder, null, settings);
        }

        var name = "t" + Guid.CreateVersion7().ToString("N");
        await RunAsync($"create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        settings["ROLLCALL__POSTGRES"] = new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString();
        return new Installation(folder, name, settings);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        if (_database is not null)
        {
            await RunAsync($"drop database {_database} with (force)");
        }
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
