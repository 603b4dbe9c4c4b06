namespace Rollcall.Server.Tests.Api;

/// <summary>Accounts and their User ID type (product rules 1 and 2).</summary>
public sealed class AccountTests(TestServer server)
{
    [Fact]
    public async Task An_account_is_found_by_id_and_by_subdomain_and_keeps_its_subdomain_for_itself()
    {
        var tenant = await Tenant.CreateAsync(server);

        Assert.Equal(tenant.Id, (await tenant.Operator.ReadAsync("/api/accounts/" + tenant.Id)).Expect(200)["id"]);
        Assert.Equal(tenant.Id, (await tenant.Operator.ReadAsync(tenant.Path.ToUpperInvariant().Replace("/API/ACCOUNTS", "/api/accounts", StringComparison.Ordinal))).Expect(200)["id"]);
        Assert.Equal("subdomain-taken", (await tenant.Operator.SendAsync("/api/accounts", $$"""{"subdomain":"{{tenant.Subdomain}}"}""")).Expect(409)["code"]);
    }

    [Fact]
    public async Task Scim_cannot_be_enabled_while_users_are_identified_by_name()
    {
        var tenant = await Tenant.CreateAsync(server);
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/disable")).Expect(200);
        Assert.Equal("name", (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"userIdType":"name"}""")).Expect(200)["userIdType"]);

        var refused = (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/enable")).Expect(409);
        Assert.Equal("RC101", refused["code"]);
        Assert.StartsWith("Can't enable SCIM provisioning", refused["detail"], StringComparison.Ordinal);

        (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"userIdType":"email"}""")).Expect(200);
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/enable")).Expect(200);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_email_is_listed_and_nothing_is_changed()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("mailless");
        await tenant.PushAsync("one", "shared@acme.example");
        await tenant.PushAsync("two", "shared@acme.example");
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/disable")).Expect(200);
        (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"userIdType":"name"}""")).Expect(200);

        var refused = (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"userIdType":"email"}""")).Expect(409);

        Assert.Contains("1 users have no address: mailless.", refused["detail"], StringComparison.Ordinal);
        Assert.Contains("1 addresses are used by more than one user: shared@acme.example.", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("name", (await tenant.Operator.ReadAsync(tenant.Path)).Expect(200)["userIdType"]);
    }

    [Fact]
    public async Task An_operator_who_enters_is_seen_by_the_accounts_people_once()
    {
        var tenant = await Tenant.CreateAsync(server);
        var key = (await tenant.Operator.SendAsync("/api/operators/keys", """{"label":"Grace"}""")).Expect(201)["key"];
        using var grace = server.Client(key);
        (await grace.ReadAsync(tenant.Path + "/users")).Expect(200);
        (await grace.ReadAsync(tenant.Path + "/groups")).Expect(200);
        using var administrator = server.Client(await tenant.KeyAsync("administrator"));

        var lines = (await administrator.ReadAsync(tenant.Path + "/journal")).Expect(200).Json.GetProperty("items").EnumerateArray()
            .Where(line => line.GetProperty("actor").GetString() == key[..12] && line.GetProperty("kind").GetString() == "change").Select(static line => line.GetProperty("text").GetString()).ToList();

        Assert.Equal(["operator entered"], lines);
    }
}
