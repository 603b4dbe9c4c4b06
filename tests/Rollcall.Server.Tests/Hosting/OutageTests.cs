using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>The database goes away and comes back: 503 with Retry-After everywhere, never 401 or 404, for identity providers act on those.</summary>
public sealed class OutageTests
{
    [Fact]
    [Trait("incident", "entra-quarantine-on-401")]
    [Trait("incident", "okta-task-after-500")]
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
}
