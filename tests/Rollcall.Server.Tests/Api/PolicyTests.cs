namespace Rollcall.Server.Tests.Api;

/// <summary>Whom licenses cover, as an administrator sets it: looked at first, done exactly so, refused where something has changed since.</summary>
public sealed class PolicyTests(TestServer server)
{
    private const string Staff = """{"version":0,"policy":"selected","groups":[{"name":"Staff"}]}""";

    [Fact]
    public async Task A_policy_is_previewed_by_names_and_done_exactly_so()
    {
        var (tenant, anna, _) = await StaffAsync(licenses: 5);
        var preview = (await tenant.Operator.SendAsync(tenant.Path + "/licenses/preview", $$"""{"policy":{{Staff}}}""")).Expect(200);
        Assert.Equal(("1", "0", "0", "1", "bert"), (preview["assigned"], preview["waiting"], preview["gaining"], preview["losing"], preview["lose.0.userName"]));
        Assert.Equal("2", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["assigned"]);

        var set = (await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses/policy", With(Staff, $"\"expect\":\"{preview["mark"]}\""))).Expect(200);
        Assert.Equal(("1", "selected", "Staff", "False"), (set["version"], set["policy"], set["groups.0.name"], set["running"]));
        Assert.Equal(("assigned", "notCovered"), (await LicenseAsync(tenant, "anna"), await LicenseAsync(tenant, "bert")));

        using var idp = tenant.Idp();
        (await idp.AskAsync("DELETE", $"{tenant.Scim}/Users/{anna}")).Expect(204);
        Assert.Equal("0", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["assigned"]);
    }

    [Fact]
    public async Task What_has_changed_since_the_preview_is_shown_and_asked_again()
    {
        var (tenant, _, _) = await StaffAsync(licenses: 5);
        var mark = (await tenant.Operator.SendAsync(tenant.Path + "/licenses/preview", """{"total":1}""")).Expect(200)["mark"];
        await tenant.PushAsync("carl", "carl@acme.example");

        var late = (await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses", $$"""{"total":1,"expect":"{{mark}}"}""")).Expect(409);
        Assert.Equal("previewOutdated", late["code"]);
        Assert.Contains("2 would lose", late["detail"] + late["title"] + late.Json, StringComparison.Ordinal);
        Assert.Equal(("5", "3"), ((await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["total"], (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["assigned"]));
    }

    [Theory]
    [InlineData("""{"version":7,"policy":"all"}""", 409, "policyVersion")]
    [InlineData("""{"version":0,"policy":"some"}""", 400, "")]
    [InlineData("""{"version":0,"policy":"selected","groups":[{"name":"Nowhere"}]}""", 404, "group-unknown")]
    [InlineData("""{"version":0,"policy":"selected","users":[{"name":"zoe"}]}""", 404, "user-unknown")]
    [InlineData("""{"version":0,"policy":"selected","systemGroups":[{"name":"all"}]}""", 400, "")]
    public async Task A_wish_that_cannot_be_is_refused_with_its_reason_and_changes_nothing(string wish, int status, string code)
    {
        var tenant = await Tenant.CreateAsync(server);
        var refused = (await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses/policy", wish)).Expect(status);
        Assert.NotEqual("", refused["remedy"]);
        Assert.True(code.Length == 0 || refused["code"] == code, refused.Json.ToString());
        Assert.Equal("0", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses/policy")).Expect(200)["version"]);
    }

    [Fact]
    public async Task A_system_group_covers_whoever_comes_later()
    {
        var tenant = await Tenant.CreateAsync(server);
        (await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses/policy", """{"version":0,"policy":"selected"}""")).Expect(200);
        await tenant.PushAsync("dora", "dora@acme.example");
        Assert.Equal("notCovered", await LicenseAsync(tenant, "dora"));

        (await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses/policy", """{"version":1,"policy":"selected","systemGroups":[{"name":"scim"}]}""")).Expect(200);
        await tenant.PushAsync("emil", "emil@acme.example");
        Assert.Equal(("assigned", "assigned"), (await LicenseAsync(tenant, "dora"), await LicenseAsync(tenant, "emil")));
    }

    [Fact]
    public async Task An_account_may_rather_refuse_than_let_wait()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 1);
        var anna = await tenant.PushAsync("anna", "anna@acme.example");
        await tenant.PushAsync("bert", "bert@acme.example");
        Assert.Equal("waiting", await LicenseAsync(tenant, "bert"));
        Assert.Equal("refuse", (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"whenFull":"refuse"}""")).Expect(200)["whenFull"]);
        Assert.Equal(400, (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"whenFull":"perhaps"}""")).Status);

        using var idp = tenant.Idp();
        const string Carl = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"carl","emails":[{"value":"carl@acme.example"}]}""";
        var refused = (await idp.AskAsync("POST", tenant.Scim + "/Users", Carl, "application/scim+json")).Expect(403);
        Assert.Contains("LicenseLimitExceeded", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("2", (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200)["totalResults"]);
        // Who needs no license is no matter of licenses.
        (await idp.AskAsync("POST", tenant.Scim + "/Users", Carl.Replace("\"emails\"", "\"active\":false,\"emails\"", StringComparison.Ordinal), "application/scim+json")).Expect(201);

        const string Active = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":%}]}""";
        var carl = (await idp.ReadAsync(tenant.Scim + "/Users?filter=userName eq \"carl\"")).Expect(200)["Resources.0.id"];
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{carl}", Active.Replace("%", "true", StringComparison.Ordinal), "application/scim+json")).Expect(403);
        Assert.Equal("False", (await idp.ReadAsync($"{tenant.Scim}/Users/{carl}")).Expect(200)["active"]);
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{anna}", Active.Replace("%", "false", StringComparison.Ordinal), "application/scim+json")).Expect(200);
        Assert.Equal("assigned", await LicenseAsync(tenant, "bert"));
    }

    /// <summary>anna is in the group Staff, bert is not.</summary>
    private async Task<(Tenant Tenant, string Anna, string Bert)> StaffAsync(int licenses)
    {
        var tenant = await Tenant.CreateAsync(server, licenses);
        var (anna, bert) = (await tenant.PushAsync("anna", "anna@acme.example"), await tenant.PushAsync("bert", "bert@acme.example"));
        using var idp = tenant.Idp();
        (await idp.AskAsync(
            "POST", tenant.Scim + "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Staff","members":[{"value":"{{anna}}"}]}""", "application/scim+json")).Expect(201);
        return (tenant, anna, bert);
    }

    private static string With(string body, string member) => body[..^1] + "," + member + "}";

    private static async Task<string> LicenseAsync(Tenant tenant, string name) => (await tenant.Operator.ReadAsync($"{tenant.Path}/users/{name}")).Expect(200)["user.license"];
}
