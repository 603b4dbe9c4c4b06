using Npgsql;
using Rollcall.Server.Hosting;

[assembly: AssemblyFixture(typeof(Rollcall.Server.Tests.PostgresServer))]

namespace Rollcall.Server.Tests;

/// <summary>A second server for the whole run, on a PostgreSQL database of its own, where the run has a PostgreSQL.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _name = "s" + Guid.CreateVersion7().ToString("N");
    private TestServer? _server;

    /// <summary>The stores that this run has.</summary>
    public static IReadOnlyList<string> Stores { get; } = Given is null ? ["sqlite"] : ["sqlite", "postgres"];

    public TestServer Server => _server ?? throw new InvalidOperationException("This run has no PostgreSQL.");

    private static string? Given => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");

    public async ValueTask InitializeAsync()
    {
        if (Given is not { } given)
        {
            return;
        }

        await TestDatabase.RunAsync(given, $"create database {_name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        var connection = new NpgsqlConnectionStringBuilder(given) { Database = _name }.ToString();
        _server = await TestServer.StartAsync(_ => new ServerOptions { Store = StoreKind.Postgres, Postgres = connection });
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            await TestDatabase.RunAsync(Given!, $"drop database {_name} with (force)");
        }
    }
}
