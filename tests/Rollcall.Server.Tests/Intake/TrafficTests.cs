namespace Rollcall.Server.Tests.Intake;

/// <summary>A directory shows what its requests were forgiven and who they look like; saying who pushes changes the profile at once (product rule 4).</summary>
public sealed class TrafficTests(TestServer server)
{
    private const string Capitals = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}""";

    [Fact]
    public async Task What_was_forgiven_is_counted_and_the_provider_is_recognised_and_named_by_the_doctor()
    {
        var tenant = await Tenant.CreateAsync(server, idp: "okta");
        var id = await tenant.PushAsync("anna", "anna@x.example");
        using var idp = tenant.Idp();
        idp.DefaultRequestHeaders.Add("ADSCIMVersion", "2.0");
        for (var i = 0; i < 3; i++)
        {
            (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Capitals, "application/scim+json")).Expect(200);
        }

        var shown = (await tenant.Operator.ReadAsync($"{tenant.Path}/directories/{tenant.Directory}")).Expect(200);
        Assert.Equal(("entra", ""), (shown["recognised.0.idp"], shown["recognised.1.idp"]));
        Assert.StartsWith("3 requests with the header ADSCIMVersion", shown["recognised.0.reason"], StringComparison.Ordinal);
        Assert.Equal(["op-case 3", "string-boolean 3"], shown.Json.GetProperty("tolerated").EnumerateArray().Select(static t => $"{t.GetProperty("code")} {t.GetProperty("number")}").Order(StringComparer.Ordinal));
        Assert.Contains("RC110", await WhyAsync(tenant), StringComparison.Ordinal);

        var set = (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/provider", """{"idp":"entra"}""")).Expect(200);
        Assert.Equal("entra", set["idp"]);
        Assert.DoesNotContain("RC110", await WhyAsync(tenant), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_set_reads_the_next_request_and_a_wrong_word_is_refused_with_the_right_ones()
    {
        var tenant = await Tenant.CreateAsync(server, idp: "strict");
        var id = await tenant.PushAsync("anna", "anna@x.example");
        using var idp = tenant.Idp();
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Capitals, "application/scim+json")).Expect(400);
        var refused = (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/provider", """{"idp":"azure"}""")).Expect(400);
        Assert.Contains("entra, okta, onelogin", refused.Json.ToString(), StringComparison.Ordinal);
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/provider", """{"idp":"entra"}""")).Expect(200);
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Capitals, "application/scim+json")).Expect(200);
    }

    private static async Task<string> WhyAsync(Tenant tenant) => (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=nobody@x.example")).Expect(200).Json.ToString();
}
