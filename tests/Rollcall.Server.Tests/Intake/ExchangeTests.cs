using System.Text.Json;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Every request under /scim is in the journal: a change once, with its exchange; the others by their sort, without names that were asked for.</summary>
public sealed class ExchangeTests(TestServer server)
{
    [Theory]
    [InlineData("/Users", "read", "200")]
    [InlineData("/Users?filter=userName+eq+%22someone@acme.example%22", "match", "200")]
    [InlineData("/Users?filter=emails[type+eq+%22work%22].value+eq+%22someone@acme.example%22", "match", "200")]
    [InlineData("/Users?filter=userName+eq+%220f9c6b1e-8d0f-4c63-9d53-0a8b9f8f5d11%22", "testConnection", "200")]
    [InlineData("/Groups?excludedAttributes=members&filter=displayName+eq+%220f9c6b1e-8d0f-4c63-9d53-0a8b9f8f5d11%22", "testConnection", "200")]
    [InlineData("/ServiceProviderConfig", "read", "200")]
    [InlineData("/Users/0f9c6b1e-8d0f-4c63-9d53-0a8b9f8f5d11", "refusal", "404")]
    [InlineData("/Nothing", "refusal", "404")]
    [InlineData("/Users?filter=nonsense", "refusal", "400")]
    public async Task A_read_is_journalled_by_its_sort(string path, string kind, string status)
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();
        await idp.ReadAsync(tenant.Scim + path);

        var line = Assert.Single(await LinesAsync(tenant));

        Assert.Equal((kind, status, tenant.Token[..12]), (Text(line, "kind"), Text(line, "status"), Text(line, "actor")));
        Assert.Equal(path.Split('?')[0], Text(line, "route"));
        Assert.DoesNotContain("someone", Text(line, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_one_line_and_a_write_that_changes_nothing_is_another_sort()
    {
        var tenant = await Tenant.CreateAsync(server);
        var id = await tenant.PushAsync("anna", "anna@acme.example");
        using var idp = tenant.Idp();
        const string Rename = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"displayName","value":"Anna"}]}""";
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Rename, "application/scim+json")).Expect(200);
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Rename, "application/scim+json")).Expect(200);
        (await idp.AskAsync("DELETE", $"{tenant.Scim}/Users/{id}")).Expect(204);

        var lines = await LinesAsync(tenant);

        Assert.Equal(["change POST 201", "change PATCH 200", "change DELETE 204", "noOp PATCH 200"], lines.Select(static l => $"{Text(l, "kind")} {Text(l, "verb")} {Text(l, "status")}").Order(Comparer<string>.Create(ByKindThenOrder)));
    }

    [Fact]
    public async Task A_refused_write_keeps_its_body_without_secrets()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna", "anna@acme.example");
        using var idp = tenant.Idp();
        (await idp.AskAsync("POST", tenant.Scim + "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"anna","password":"hunter2"}""", "application/scim+json")).Expect(409);

        var line = (await LinesAsync(tenant)).Single(static l => Text(l, "kind") == "refusal");
        var detail = (await tenant.Operator.ReadAsync($"{tenant.Path}/journal/{Text(line, "no")}")).Expect(200);

        Assert.Equal(("uniqueness", "anna"), (Text(line, "code"), Text(line, "subject")));
        Assert.Equal("***", detail["request.password"]);
        Assert.DoesNotContain("hunter2", detail.Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_the_journal_hears_of_a_change_at_once()
    {
        var tenant = await Tenant.CreateAsync(server);
        var end = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?after=end")).Expect(200)["next"];
        var waiting = tenant.Operator.ReadAsync($"{tenant.Path}/journal?after={end}&wait=30");

        await tenant.PushAsync("anna");

        Assert.Equal("anna", (await waiting).Expect(200)["items.0.subject"]);
    }

    private static int ByKindThenOrder(string left, string right) => string.CompareOrdinal(Rank(left), Rank(right));

    private static string Rank(string line) => line.Contains("noOp", StringComparison.Ordinal) ? "9" : line.Contains("POST", StringComparison.Ordinal) ? "1" : line.Contains("PATCH", StringComparison.Ordinal) ? "2" : "3";

    private static string Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>The lines of the tenant's directory that are not about its making.</summary>
    private static async Task<List<JsonElement>> LinesAsync(Tenant tenant)
    {
        var page = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=100")).Expect(200);
        return [.. page.Json.GetProperty("items").EnumerateArray().Where(static l => !Text(l, "route").StartsWith("/api/", StringComparison.Ordinal))];
    }
}
