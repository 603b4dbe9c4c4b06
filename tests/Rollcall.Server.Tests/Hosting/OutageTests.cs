using System.Net;
using Npgsql;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>The database goes away and comes back: 503 with Retry-After everywhere, never 401 or 404, for identity providers act on those.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task While_the_database_is_away_everything_answers_503()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var server = await TestServer.StartAsync(_ => new ServerOptions { Store = StoreKind.Postgres, Postgres = database.Connection, Patience = TimeSpan.Zero });
        var tenant = await Tenant.CreateAsync(server);
        var user = await tenant.PushAsync("anna", "anna@acme.example");
        using var idp = tenant.Idp();
        using var admin = server.Client(await tenant.KeyAsync("administrator"));
        using var gateway = server.Client(await tenant.KeyAsync("gateway"));
        using var stranger = server.Client("rct_AAAAAAAA_" + new string('A', 43));

        database.Line.Cut();
        foreach (var (client, verb, path, body) in new (HttpClient, string, string, string?)[]
        {
            (idp, "GET", tenant.Scim + "/Users", null),
            (idp, "GET", $"{tenant.Scim}/Users/{user}", null),
            (idp, "DELETE", $"{tenant.Scim}/Users/{user}", null),
            (stranger, "GET", tenant.Scim + "/Users", null),
            (admin, "GET", "/api/me", null),
            (admin, "GET", tenant.Path + "/users", null),
            (admin, "GET", "/api/accounts/no-such-account", null),
            (tenant.Operator, "GET", "/api/accounts", null),
            (gateway, "POST", "/client/v1/connect", """{"email":"anna@acme.example"}"""),
            (admin, "GET", "/readyz", null),
        })
        {
            var answer = await client.AskAsync(verb, path, body);
            Assert.True(answer.Status == 503, $"{verb} {path} answered {answer.Status}: {answer.Json}");
            Assert.NotNull(answer.Message.Headers.RetryAfter);
        }

        (await admin.ReadAsync("/healthz")).Expect(200);
        database.Line.Mend();
        (await idp.ReadAsync($"{tenant.Scim}/Users/{user}")).Expect(200);
        (await admin.ReadAsync("/readyz")).Expect(200);
    }

    /// <summary>A database of the PostgreSQL that the run has, over a line that can be cut.</summary>
    private sealed class TestDatabase : IAsyncDisposable
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

        private static async Task RunAsync(string server, string sql)
        {
            await using var connection = new NpgsqlConnection(server);
            await connection.OpenAsync();
#pragma warning disable CA2100 // The name is ours.
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
