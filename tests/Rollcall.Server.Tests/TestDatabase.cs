using System.Net;
using Npgsql;

namespace Rollcall.Server.Tests;

/// <summary>A database of the PostgreSQL that the run has, over a line that can be cut.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TestDatabase(string server, string name, CuttableLine line, string connection) => (_server, _name, Line, Connection) = (server, name, line, connection);

    public CuttableLine Line { get; }

    public string Connection { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");
        Assert.SkipWhen(server is null, "This run has no PostgreSQL; ./test starts one.");
        var name = "s" + Guid.CreateVersion7().ToString("N");
        await RunAsync(server!, $"create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        var own = new NpgsqlConnectionStringBuilder(server!);
        var line = new CuttableLine(new IPEndPoint(IPAddress.Parse(own.Host == "localhost" ? "127.0.0.1" : own.Host!), own.Port));
        return new TestDatabase(server!, name, line, new NpgsqlConnectionStringBuilder(server!) { Host = "127.0.0.1", Port = line.Port, Database = name }.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await RunAsync(_server, $"drop database {_name} with (force)");
    }

    /// <summary>Runs one statement at the server of databases.</summary>
    public static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The name is ours.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
