using System.Text;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Walks every capability that a SCIM server advertises and compares it with what the server does (rfc-checklist 131). It needs an empty tenant.</summary>
/// <param name="http">Sends a token where a request has no Authorization of its own.</param>
/// <param name="url">The base URL.</param>
internal sealed class DiscoveryTruth(HttpClient http, string url)
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private JsonNode _config = new JsonObject();

    public async Task CheckAsync()
    {
        _config = (await SendAsync("GET", "/ServiceProviderConfig")).Json!;
        await CheckEndpointsAsync();
        var id = (await SendAsync("POST", "/Users", User("first", ",\"password\":\"never-seen\""))).Json!["id"]!.GetValue<string>();
        await CheckStatesAsync("/Users/" + id);
        await CheckGroupsAsync(id);
        await CheckBulkAsync();
        await FillAsync(Number("filter", "maxResults") + 1);
        await CheckPagesAsync();
        await CheckCursorsAsync();
        await CheckOrderAsync();
        await CheckAccessAsync();
    }

    private bool Says(string feature) => _config[feature]!["supported"]!.GetValue<bool>();

    private int Number(string feature, string limit) => _config[feature]![limit]!.GetValue<int>();

    private async Task CheckEndpointsAsync()
    {
        var types = await ItemsAsync("/ResourceTypes");
        var schemas = (await ItemsAsync("/Schemas")).Select(s => s["id"]!.GetValue<string>()).ToList();
        Assert.NotEmpty(types);
        foreach (var type in types)
        {
            Assert.Equal(200, (await SendAsync("GET", type["endpoint"]!.GetValue<string>())).Status);
            Assert.Equal(200, (await SendAsync("GET", "/ResourceTypes/" + type["name"]!.GetValue<string>())).Status);
            Assert.Contains(type["schema"]!.GetValue<string>(), schemas);
            Assert.All(type["schemaExtensions"] as JsonArray ?? [], e => Assert.Contains(e!["schema"]!.GetValue<string>(), schemas));
        }

        foreach (var schema in schemas)
        {
            Assert.Equal(schema, (await SendAsync("GET", "/Schemas/" + schema)).Json!["id"]!.GetValue<string>());
        }
    }

    private async Task CheckStatesAsync(string path)
    {
        var first = await SendAsync("GET", path);
        Assert.Equal(Says("etag"), first.ETag is not null);
        Assert.Equal(304, (await SendAsync("GET", path, null, ("If-None-Match", first.ETag!))).Status);
        var patched = await SendAsync("PATCH", path, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"t"}]}""");
        Assert.Equal(Says("patch"), patched.Status is 200 or 204);
        Assert.Equal(412, (await SendAsync("PUT", path, User("first"), ("If-Match", first.ETag!))).Status);
        Assert.False(Says("changePassword"));
        Assert.DoesNotContain("password", first.Json!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task CheckGroupsAsync(string user)
    {
        var declared = (await SendAsync("GET", "/Schemas/" + UserSchema)).Json!["attributes"]!.AsArray().Single(a => a!["name"]!.GetValue<string>() == "groups");
        var group = await SendAsync("POST", "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All","members":[{"value":"{{user}}"}]}""");
        Assert.Equal(201, group.Status);
        Assert.Equal(declared!["returned"]!.GetValue<string>() == "default", (await SendAsync("GET", "/Users/" + user)).Json!["groups"] is not null);
        Assert.NotNull((await SendAsync("GET", $"/Users/{user}?attributes=groups")).Json!["groups"]);
    }

    private async Task CheckBulkAsync()
    {
        if (!Says("bulk"))
        {
            Assert.Equal(501, (await SendAsync("POST", "/Bulk", Bulk([]))).Status);
            return;
        }

        var (operations, bytes) = (Number("bulk", "maxOperations"), Number("bulk", "maxPayloadSize"));
        Assert.Equal(200, (await SendAsync("POST", "/Bulk", Bulk(Enumerable.Repeat("""{"method":"DELETE","path":"/Users/none"}""", operations)))).Status);
        var many = await SendAsync("POST", "/Bulk", Bulk(Enumerable.Repeat("""{"method":"DELETE","path":"/Users/none"}""", operations + 1)));
        Assert.True(many.Status == 413 && many.Json!["detail"]!.GetValue<string>().Contains("maxOperations", StringComparison.Ordinal), many.Json?.ToString());
        Assert.Equal(200, (await SendAsync("POST", "/Bulk", Bulk(["""{"method":"DELETE","path":"/Users/none"}"""]).PadRight(bytes))).Status);
        var large = await SendAsync("POST", "/Bulk", Bulk(["""{"method":"DELETE","path":"/Users/none"}"""]).PadRight(bytes + 1));
        Assert.True(large.Status == 413 && large.Json!["detail"]!.GetValue<string>().Contains("maxPayloadSize", StringComparison.Ordinal), large.Json?.ToString());
    }

    /// <summary>One page more than the largest, so that each bound can be reached.</summary>
    private async Task FillAsync(int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(Number("bulk", "maxOperations")))
        {
            var made = await SendAsync("POST", "/Bulk", Bulk(chunk.Select(i => $$"""{"method":"POST","path":"/Users","bulkId":"b{{i}}","data":{{User($"user{i:D5}")}}}""")));
            Assert.All(made.Json!["Operations"]!.AsArray(), o => Assert.Equal("201", o!["status"]!.GetValue<string>()));
        }
    }

    private async Task CheckPagesAsync()
    {
        var most = Number("filter", "maxResults");
        Assert.Equal(Says("filter"), (await ListAsync("filter=userName+eq+%22first%22")).Total == 1);
        Assert.Equal(most, (await ListAsync($"count={most + 1}")).Items.Count);
        Assert.Equal(most, Number("pagination", "maxPageSize"));
        var unasked = await SendAsync("GET", "/Users");
        Assert.Equal(Number("pagination", "defaultPageSize"), unasked.Json!["Resources"]!.AsArray().Count);
        Assert.Equal("index", _config["pagination"]!["defaultPaginationMethod"]!.GetValue<string>());
        Assert.Null(unasked.Json["nextCursor"]);
        var (pages, total) = (new List<string>(), most + 2);
        while (pages.Count < total)
        {
            var page = await ListAsync($"count={most}&startIndex={pages.Count + 1}");
            Assert.Equal(total, page.Total);
            Assert.NotEmpty(page.Items);
            pages.AddRange(page.Items);
        }

        Assert.Equal(total, pages.Distinct().Count());
    }

    private async Task CheckCursorsAsync()
    {
        Assert.True(_config["pagination"]!["index"]!.GetValue<bool>());
        var first = await SendAsync("GET", "/Users?cursor=&count=600");
        Assert.Equal(_config["pagination"]!["cursor"]!.GetValue<bool>(), first.Json!["nextCursor"] is not null);
        Assert.InRange(Number("pagination", "cursorTimeout"), 60, 86_400);
        var second = await ListAsync("count=600&cursor=" + Uri.EscapeDataString(first.Json["nextCursor"]!.GetValue<string>()));
        Assert.Equal(Number("filter", "maxResults") + 2, second.Items.Concat(first.Json["Resources"]!.AsArray().Select(r => r!["userName"]!.GetValue<string>())).Distinct().Count());
    }

    private async Task CheckOrderAsync()
    {
        var names = (await ListAsync("sortBy=userName&sortOrder=descending&count=20")).Items;
        Assert.Equal(Says("sort"), names.SequenceEqual(names.OrderDescending(StringComparer.Ordinal)) && names[0].StartsWith("user", StringComparison.Ordinal));
    }

    private async Task CheckAccessAsync()
    {
        Assert.Equal("oauthbearertoken", Assert.Single(_config["authenticationSchemes"]!.AsArray())!["type"]!.GetValue<string>());
        Assert.Equal(401, (await SendAsync("GET", "/Users", null, ("Authorization", "Bearer nobody"))).Status);
    }

    private async Task<(int Total, List<string> Items)> ListAsync(string query)
    {
        var answer = await SendAsync("GET", "/Users?" + query);
        Assert.True(answer.Status == 200, $"{query}: {answer.Status} {answer.Json}");
        return (answer.Json!["totalResults"]?.GetValue<int>() ?? -1, [.. (answer.Json["Resources"] as JsonArray ?? []).Select(r => r!["userName"]!.GetValue<string>())]);
    }

    private async Task<List<JsonNode>> ItemsAsync(string path) => [.. (await SendAsync("GET", path)).Json!["Resources"]!.AsArray().OfType<JsonNode>()];

    private static string User(string name, string more = "") => $$"""{"schemas":["{{UserSchema}}"],"userName":"{{name}}"{{more}}}""";

    private static string Bulk(IEnumerable<string> operations) => $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{string.Join(',', operations)}}]}""";

    private async Task<(int Status, string? ETag, JsonNode? Json)> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.ETag?.ToString(), text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
