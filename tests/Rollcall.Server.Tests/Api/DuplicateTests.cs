namespace Rollcall.Server.Tests.Api;

/// <summary>One person twice: deleted and created anew at the identity provider, as Entra ID sends it (product rules 13, 14 and 22).</summary>
public sealed class DuplicateTests(TestServer server)
{
    private const string ObjectId = "0a21f0f28d2a4f8ebf987363c4aed4ef";
    private const string Anna = "anna@acme.example";

    [Fact]
    public async Task A_person_deleted_and_created_anew_is_told_apart_resolved_and_put_back()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();
        var old = await tenant.PushAsync(Anna, Anna);
        await GroupAsync(idp, tenant, old);
        await PatchAsync(idp, tenant, old, $$"""{"op":"Replace","path":"userName","value":"{{ObjectId}}{{Anna}}"},{"op":"Replace","path":"active","value":"False"}""");
        var anew = (await idp.AskAsync("POST", tenant.Scim + "/Users", User(Anna, "new-object"), "application/scim+json")).Expect(201)["id"];

        var set = (await tenant.Operator.ReadAsync(tenant.Path + "/duplicates")).Expect(200);
        Assert.Equal((Anna, "True", "tombstone", "assigned"), (set["items.0.address"], set["items.0.users.0.keep"], set["items.0.users.1.user.state"], set["items.0.users.0.user.license"]));
        var twin = set["items.0.users.1.user.id"];
        Assert.Contains("rollcall user delete " + twin, set["items.0.suggestion"], StringComparison.Ordinal);
        Assert.Contains("RC505", (await tenant.Operator.ReadAsync($"{tenant.Path}/why?user={Anna}&symptom=duplicates")).Json.ToString(), StringComparison.Ordinal);

        var preview = (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/users/{twin}?preview=true")).Expect(200);
        Assert.Equal(("True", "Entra", "Staff"), (preview["preview"], preview["records.0"], preview["groups.0"]));
        (await idp.ReadAsync($"{tenant.Scim}/Users/{old}")).Expect(200);

        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/users/{twin}")).Expect(200);
        (await idp.ReadAsync($"{tenant.Scim}/Users/{old}")).Expect(404);
        Assert.Equal("", (await tenant.Operator.ReadAsync(tenant.Path + "/duplicates")).Expect(200)["items.0.address"]);
        Assert.Equal("1", (await idp.ReadAsync($"{tenant.Scim}/Users")).Expect(200)["totalResults"]);

        (await tenant.Operator.SendAsync($"{tenant.Path}/users/{twin}/undelete")).Expect(200);
        var back = (await idp.ReadAsync($"{tenant.Scim}/Users/{old}")).Expect(200);
        Assert.Equal((ObjectId + Anna, "False"), (back["userName"], back["active"]));
        Assert.Equal(old, (await idp.ReadAsync($"{tenant.Scim}/Groups?filter=displayName eq \"Staff\"")).Expect(200)["Resources.0.members.0.value"]);
        Assert.Equal(("assigned", "2"), ((await tenant.Operator.ReadAsync($"{tenant.Path}/users?q={Anna}")).Expect(200)["items.1.license"], (await idp.ReadAsync($"{tenant.Scim}/Users")).Expect(200)["totalResults"]));
        Assert.NotEqual(old, anew);
        (await tenant.Operator.SendAsync($"{tenant.Path}/users/{twin}/undelete")).Expect(404);
    }

    [Fact]
    public async Task The_license_of_an_address_is_handed_on_and_back()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 1);
        await tenant.PushAsync("anna.old", Anna);
        await tenant.PushAsync("anna.new", Anna);
        await tenant.PushAsync("bert", "bert@acme.example");
        Assert.Equal(("assigned", "duplicateAddress"), (await LicenseAsync(tenant, "anna.old"), await LicenseAsync(tenant, "anna.new")));

        Task<Answered> Move(string from, string to, string preview = "false") => tenant.Operator.SendAsync(tenant.Path + "/licenses/move", $$"""{"from":"{{from}}","to":"{{to}}","preview":{{preview}}}""");
        Assert.Equal("assigned", (await Move("anna.old", "anna.new", "true")).Expect(200)["from.license"]);
        Assert.Equal(("duplicateAddress", "assigned"), (await Move("anna.old", "anna.new")).Expect(200) is var moved ? (moved["from.license"], moved["to.license"]) : default);
        Assert.Equal("1", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["assigned"]);
        Assert.Equal("not-shared", (await Move("anna.old", "anna.new")).Expect(409)["code"]);
        Assert.Equal("not-shared", (await Move("anna.new", "bert")).Expect(409)["code"]);
        (await Move("anna.new", "nobody")).Expect(404);
        (await Move("anna.new", "anna.old")).Expect(200);
        Assert.Equal("assigned", await LicenseAsync(tenant, "anna.old"));
    }

    [Fact]
    public async Task Who_is_active_and_led_by_scim_is_not_removed_by_hand()
    {
        var tenant = await Tenant.CreateAsync(server);
        var id = await tenant.PushAsync("anna", Anna);
        Assert.Equal("active-at-source", (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/users/anna")).Expect(409)["code"]);
        using var idp = tenant.Idp();
        await PatchAsync(idp, tenant, id, """{"op":"replace","path":"active","value":false}""");
        var user = (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/users/anna")).Expect(200)["user.id"];
        Assert.Contains("RC506", (await tenant.Operator.ReadAsync($"{tenant.Path}/why?user=anna")).Json.ToString(), StringComparison.Ordinal);

        // The name is free meanwhile; once another has it, the removal cannot be undone.
        await tenant.PushAsync("anna", "other@acme.example");
        Assert.Equal("name-taken", (await tenant.Operator.SendAsync($"{tenant.Path}/users/{user}/undelete")).Expect(409)["code"]);
    }

    private static async Task GroupAsync(HttpClient idp, Tenant tenant, string member) => (await idp.AskAsync(
        "POST", tenant.Scim + "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Staff","members":[{"value":"{{member}}"}]}""", "application/scim+json")).Expect(201);

    private static async Task PatchAsync(HttpClient idp, Tenant tenant, string id, string operations)
    {
        var answer = await idp.AskAsync(
            "PATCH", $"{tenant.Scim}/Users/{id}", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""", "application/scim+json");
        Assert.InRange(answer.Status, 200, 204);
    }

    private static string User(string name, string externalId) =>
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"{{externalId}}","userName":"{{name}}","active":true,"emails":[{"type":"work","primary":true,"value":"{{name}}"}]}""";

    private static async Task<string> LicenseAsync(Tenant tenant, string name) => (await tenant.Operator.ReadAsync($"{tenant.Path}/users/{name}")).Expect(200)["user.license"];
}
