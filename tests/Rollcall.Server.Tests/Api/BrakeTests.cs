namespace Rollcall.Server.Tests.Api;

/// <summary>A real mistake, pushed: a scope that leaves out forty of a hundred, and a group that is emptied (product rule 10).</summary>
public sealed class BrakeTests(TestServer server)
{
    private const string Off = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}""";

    [Fact]
    public async Task Alerting_lets_everything_pass_and_says_so()
    {
        var (tenant, ids) = await TownAsync(25);
        using var idp = tenant.Idp();
        foreach (var id in ids.Take(12))
        {
            Assert.Equal(200, (await DeactivateAsync(idp, tenant, id)).Status);
        }

        var brake = (await tenant.Operator.ReadAsync(Brake(tenant))).Expect(200);
        Assert.Equal(("alert", "alerted", "12", ""), (brake["mode"], brake["state"], brake["losses"], brake["held.0.name"]));
        Assert.Contains("RC810", (await tenant.Operator.ReadAsync($"{tenant.Path}/why?user=u20")).Expect(200).Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holding_refuses_what_is_too_much_until_it_is_released_and_then_converges()
    {
        var (tenant, ids) = await TownAsync(100);
        using var idp = tenant.Idp();
        (await tenant.Operator.AskAsync("PUT", Brake(tenant), """{"mode":"hold"}""")).Expect(200);
        var answers = new List<int>();
        foreach (var id in ids.Take(40))
        {
            answers.Add((await DeactivateAsync(idp, tenant, id)).Status);
        }

        Assert.Equal((10, 30), (answers.Count(s => s == 200), answers.Count(s => s == 503)));
        var refused = await DeactivateAsync(idp, tenant, ids[20]);
        Assert.Equal("300", refused.Message.Headers.RetryAfter?.ToString());
        Assert.Equal("True", (await idp.ReadAsync($"{tenant.Scim}/Users/{ids[20]}")).Expect(200)["active"]);

        // Whatever takes nothing away goes on.
        await tenant.PushAsync("newcomer");
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{ids[20]}", Off.Replace("\"active\"", "\"displayName\"", StringComparison.Ordinal), "application/scim+json")).Expect(200);

        var brake = (await tenant.Operator.ReadAsync(Brake(tenant))).Expect(200);
        Assert.Equal(("holding", 30), (brake["state"], brake.Json.GetProperty("held").GetArrayLength()));
        Assert.Equal(("deactivation", "u20", "2"), (brake["held.10.what"], brake["held.10.name"], brake["held.10.times"]));
        Assert.Contains("RC811", (await tenant.Operator.ReadAsync($"{tenant.Path}/why?user=u50")).Expect(200).Json.ToString(), StringComparison.Ordinal);

        // One is let pass, one is rejected, the others wait.
        (await tenant.Operator.SendAsync(Brake(tenant) + "/held", $$"""{"verdict":"allowed","id":"{{brake["held.10.id"]}}"}""")).Expect(200);
        (await tenant.Operator.SendAsync(Brake(tenant) + "/held", $$"""{"verdict":"rejected","id":"{{brake["held.11.id"]}}"}""")).Expect(200);
        Assert.Equal((200, 403, 503), ((await DeactivateAsync(idp, tenant, ids[20])).Status, (await DeactivateAsync(idp, tenant, ids[21])).Status, (await DeactivateAsync(idp, tenant, ids[22])).Status));

        (await tenant.Operator.SendAsync(Brake(tenant) + "/release")).Expect(200);
        foreach (var id in ids.Take(40))
        {
            Assert.Equal(200, (await DeactivateAsync(idp, tenant, id)).Status);
        }

        Assert.Equal("40", (await idp.ReadAsync($"{tenant.Scim}/Users?filter=active eq false&count=0")).Expect(200)["totalResults"]);
    }

    /// <summary>However many come at once, they share a commit, and the eleventh is held.</summary>
    [Fact]
    public async Task At_once_no_more_pass_than_one_after_another()
    {
        var (tenant, ids) = await TownAsync(60);
        using var idp = tenant.Idp();
        (await tenant.Operator.AskAsync("PUT", Brake(tenant), """{"mode":"hold"}""")).Expect(200);
        var answers = await Task.WhenAll(ids.Select(id => DeactivateAsync(idp, tenant, id)));
        Assert.Equal((10, 50), (answers.Count(a => a.Status == 200), answers.Count(a => a.Status == 503)));
        Assert.Equal("10", (await idp.ReadAsync($"{tenant.Scim}/Users?filter=active eq false&count=0")).Expect(200)["totalResults"]);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("remove")]
    [InlineData("DELETE")]
    public async Task A_group_is_not_emptied_at_once(string how)
    {
        var (tenant, ids) = await TownAsync(30);
        using var idp = tenant.Idp();
        (await tenant.Operator.AskAsync("PUT", Brake(tenant), """{"mode":"hold"}""")).Expect(200);
        var members = string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""));
        var group = (await idp.AskAsync("POST", tenant.Scim + "/Groups", Group(members), "application/scim+json")).Expect(201)["id"];
        var path = $"{tenant.Scim}/Groups/{group}";
        var answer = how switch
        {
            "PUT" => await idp.AskAsync("PUT", path, Group(""), "application/scim+json"),
            "DELETE" => await idp.AskAsync("DELETE", path),
            _ => await idp.AskAsync("PATCH", path, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members"}]}""", "application/scim+json"),
        };
        answer.Expect(503);
        Assert.Equal(30, (await idp.ReadAsync(path)).Expect(200).Json.GetProperty("members").GetArrayLength());
        Assert.Equal(("memberships", "30"), (await tenant.Operator.ReadAsync(Brake(tenant))).Expect(200) is var brake ? (brake["held.0.what"], brake["held.0.losses"]) : default);

        // One member at a time is no mistake.
        (await tenant.Operator.SendAsync(Brake(tenant) + "/release")).Expect(200);
        Assert.InRange((await idp.AskAsync("PUT", path, Group(""), "application/scim+json")).Status, 200, 200);
    }

    [Fact]
    public async Task Deletions_count_and_what_is_off_counts_nothing()
    {
        var (tenant, ids) = await TownAsync(30);
        using var idp = tenant.Idp();
        (await tenant.Operator.AskAsync("PUT", Brake(tenant), """{"mode":"hold","mostUsers":3,"mostPercent":0}""")).Expect(200);
        var answers = new List<int>();
        foreach (var id in ids.Take(5))
        {
            answers.Add((await idp.AskAsync("DELETE", $"{tenant.Scim}/Users/{id}")).Status);
        }

        Assert.Equal([204, 204, 204, 503, 503], answers);
        (await tenant.Operator.AskAsync("PUT", Brake(tenant), """{"mode":"off"}""")).Expect(200);
        (await idp.AskAsync("DELETE", $"{tenant.Scim}/Users/{ids[4]}")).Expect(204);
        Assert.Equal(400, (await tenant.Operator.AskAsync("PUT", Brake(tenant), """{"mostPercent":101}""")).Status);
    }

    private static string Brake(Tenant tenant) => $"{tenant.Path}/directories/{tenant.Directory}/brake";

    private static Task<Answered> DeactivateAsync(HttpClient idp, Tenant tenant, string id) => idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Off, "application/scim+json");

    private static string Group(string members) => $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All","members":[{{members}}]}""";

    private async Task<(Tenant Tenant, List<string> Ids)> TownAsync(int users)
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 200);
        return (tenant, [.. await Task.WhenAll(Enumerable.Range(0, users).Select(n => tenant.PushAsync($"u{n}", $"u{n}@acme.example")))]);
    }
}
