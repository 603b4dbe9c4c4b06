using Rollcall.Server.Hosting;
using Rollcall.Server.Tests.Intake;

namespace Rollcall.Server.Tests.Security;

/// <summary>Two servers on one PostgreSQL: each remembers what a token opens, and neither lets in whom the other has just locked out.</summary>
public sealed class SeveralServersTests
{
    [Fact]
    public async Task What_one_server_changes_holds_on_the_other_from_the_next_request_on()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var here = await StartAsync(database);
        await using var there = await StartAsync(database);
        var tenant = await Tenant.CreateAsync(here);
        var second = await tenant.TokenAsync();
        var user = await tenant.PushAsync("anna", "anna@acme.example");
        using var first = there.Client(tenant.Token);
        using var other = there.Client(second);
        var path = $"{tenant.Scim}/Users/{user}";
        var directory = $"{tenant.Path}/directories/{tenant.Directory}";
        const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}""";

        for (var round = 0; round < 5; round++)
        {
            (await first.ReadAsync(path)).Expect(200);
            (await first.ReadAsync(tenant.Scim + "/Users?filter=userName eq \"anna\"")).Expect(200);
            (await tenant.Operator.SendAsync(directory + "/disable")).Expect(200);
            (await first.ReadAsync(path)).Expect(403);
            (await tenant.Operator.SendAsync(directory + "/enable")).Expect(200);
            (await first.ReadAsync(path)).Expect(200);
            (await tenant.Operator.SendAsync(directory + "/disable")).Expect(200);
            (await first.AskAsync("PATCH", path, Patch, "application/scim+json")).Expect(403);
            (await tenant.Operator.SendAsync(directory + "/enable")).Expect(200);
        }

        (await other.ReadAsync(path)).Expect(200);
        foreach (var token in (await tenant.Operator.ReadAsync(directory + "/tokens")).Expect(200).Json.GetProperty("items").EnumerateArray())
        {
            (await tenant.Operator.AskAsync("DELETE", $"{directory}/tokens/{token.GetProperty("id").GetString()}")).Expect(200);
        }

        Assert.Contains("revoked", (await first.AskAsync("PATCH", path, Patch, "application/scim+json")).Expect(401)["detail"], StringComparison.Ordinal);
        (await other.ReadAsync(path)).Expect(401);
        using var fresh = there.Client(await tenant.TokenAsync());
        Assert.Equal("true", (await fresh.ReadAsync(path)).Expect(200).Json.GetProperty("active").GetRawText());
    }

    [Fact]
    public async Task A_schema_that_one_server_takes_is_served_by_the_other_and_an_older_one_writes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var here = await StartAsync(database);
        await using var there = await StartAsync(database);
        var tenant = await Tenant.CreateAsync(here);
        using var client = there.Client(tenant.Token);
        (await client.ReadAsync(tenant.Scim + "/Devices")).Expect(404);
        (await tenant.Operator.SendAsync(tenant.Path + "/schemas", $"[{Wares.Device},{Wares.DeviceType}]")).Expect(200);
        (await client.ReadAsync(tenant.Scim + "/Schemas/" + Wares.DeviceUrn)).Expect(200);
        (await client.AskAsync("POST", tenant.Scim + "/Devices", Wares.DeviceBody("SN-1"), "application/scim+json")).Expect(201);
        (await client.ReadAsync(tenant.Scim + "/Devices?filter=serialNumber eq \"SN-1\"")).Expect(200);

        // The other may still go by what it remembers; then it must not write.
        (await tenant.Operator.AskAsync("PUT", tenant.Path + "/indexed-attributes/Device/model")).Expect(200);
        var written = await client.AskAsync("POST", tenant.Scim + "/Devices", Wares.DeviceBody("SN-2", ""","model":"phone" """), "application/scim+json");
        Assert.True(written.Status == 201 || (written.Status == 503 && written.Message.Headers.RetryAfter is not null), written.Json.ToString());
        Assert.Equal(written.Status == 201 ? "1" : "0", (await client.ReadAsync(tenant.Scim + "/Devices?filter=model eq \"phone\"")).Expect(200)["totalResults"]);
    }

    [Fact]
    public async Task Servers_that_share_the_key_ring_accept_each_others_access_tokens_until_the_secret_is_revoked()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var here = await StartAsync(database);
        await using var there = await TestServer.StartAsync(
            _ => new ServerOptions { Store = StoreKind.Postgres, Postgres = database.Connection, KeyRing = Path.Combine(here.Data, "key-ring") });
        var tenant = await Tenant.CreateAsync(here);
        var client = await Intake.OAuthClient.CreateAsync(tenant);
        var user = await tenant.PushAsync("anna");
        using var idp = there.Client((await client.AskAsync()).Expect(200)["access_token"]);
        (await idp.ReadAsync($"{tenant.Scim}/Users/{user}")).Expect(200);

        (await tenant.Operator.AskAsync("DELETE", $"{client.Path}/secrets/{client.Secret[..12]}")).Expect(200);

        (await idp.ReadAsync($"{tenant.Scim}/Users/{user}")).Expect(401);
    }

    private static Task<TestServer> StartAsync(TestDatabase database) =>
        TestServer.StartAsync(_ => new ServerOptions { Store = StoreKind.Postgres, Postgres = database.Connection });
}
