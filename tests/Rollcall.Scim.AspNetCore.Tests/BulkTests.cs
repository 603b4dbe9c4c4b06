using System.Text.Json.Nodes;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Bulk over HTTP (RFC 7644 section 3.7; rfc-checklist 122 to 128).</summary>
public sealed class BulkTests(ScimServer server)
{
    private const string UserUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string GroupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Fact]
    public async Task Operations_succeed_and_fail_each_on_its_own()
    {
        var url = server.NewBase("strict");
        var results = await BulkAsync(url, null, User("a", "one"), User("b", "ONE"), User("c", "two"));
        Assert.Equal(["201", "409", "201"], Statuses(results));
        Assert.Equal("a", (string)results[0]!["bulkId"]!);
        Assert.Equal("POST", (string)results[0]!["method"]!);
        Assert.Equal("W/\"1\"", (string)results[0]!["version"]!);
        Assert.StartsWith("https://public.example/scim/strict/", (string)results[0]!["location"]!, StringComparison.Ordinal);
        Assert.Null(results[0]!["response"]);
        Assert.Null(results[1]!["location"]);
        Assert.Equal("uniqueness", (string)results[1]!["response"]!["scimType"]!);
        Assert.Equal("409", (string)results[1]!["response"]!["status"]!);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", (string)results[1]!["response"]!["schemas"]![0]!);
    }

    [Fact]
    public async Task It_stops_after_as_many_errors_as_the_client_accepts()
    {
        var url = server.NewBase();
        var results = await BulkAsync(url, 2, User("a", "one"), User("b", "one"), User("c", "one"), User("d", "two"));
        Assert.Equal(["201", "409", "409"], Statuses(results));
        Assert.Equal(1, await CountAsync(url, "/Users"));
    }

    [Fact]
    public async Task Members_and_managers_may_be_named_before_they_are_created()
    {
        var url = server.NewBase("strict");
        var staff = $$$"""{"method":"POST","path":"/Groups","bulkId":"g","data":{"schemas":["{{{GroupUrn}}}"],"displayName":"Staff","members":[{"value":"bulkId:u"},{"value":"bulkId:m"}]}}""";
        var report = $$$"""{"method":"POST","path":"/Users","bulkId":"u","data":{"schemas":["{{{UserUrn}}}","{{{Enterprise}}}"],"userName":"ann","{{{Enterprise}}}":{"manager":{"value":"bulkId:m","$ref":"../Users/bulkId:m"} } } }""";
        var results = await BulkAsync(url, null, staff, report, User("m", "boss"));
        Assert.Equal(["201", "201", "201"], Statuses(results));
        Assert.Equal(["g", "u", "m"], results.Select(r => (string)r!["bulkId"]!));
        var group = await ReadAsync(url, "/Groups", results[0]!);
        Assert.Equal(new[] { IdOf(results[1]!), IdOf(results[2]!) }.Order(), group["members"]!.AsArray().Select(m => (string)m!["value"]!).Order());
        var user = await ReadAsync(url, "/Users", results[1]!);
        Assert.Equal(IdOf(results[2]!), (string)user[Enterprise]!["manager"]!["value"]!);
        Assert.Equal("../Users/" + IdOf(results[2]!), (string)user[Enterprise]!["manager"]!["$ref"]!);
    }

    [Fact]
    public async Task Circles_are_tied_after_all_are_created()
    {
        var url = server.NewBase("strict");
        var results = await BulkAsync(url, null, Group("a", "A", "b"), Group("b", "B", "c"), Group("c", "C", "a"));
        Assert.Equal(["201", "201", "201"], Statuses(results));
        for (var i = 0; i < 3; i++)
        {
            var group = await ReadAsync(url, "/Groups", results[i]!);
            Assert.Equal(IdOf(results[(i + 1) % 3]!), (string)group["members"]![0]!["value"]!);
            Assert.Equal((string)group["meta"]!["version"]!, (string)results[i]!["version"]!);
        }
    }

    [Fact]
    public async Task Managers_in_a_circle_are_tied_too()
    {
        var url = server.NewBase();
        var results = await BulkAsync(url, null, Managed("a", "ann", "b"), Managed("b", "bob", "a"));
        Assert.Equal(["201", "201"], Statuses(results));
        Assert.Equal(IdOf(results[1]!), (string)(await ReadAsync(url, "/Users", results[0]!))[Enterprise]!["manager"]!["value"]!);
        Assert.Equal(IdOf(results[0]!), (string)(await ReadAsync(url, "/Users", results[1]!))[Enterprise]!["manager"]!["value"]!);
    }

    [Fact]
    public async Task Of_a_circle_that_breaks_nothing_stays()
    {
        var url = server.NewBase();
        var results = await BulkAsync(url, null, User("x", "bob"), Managed("a", "ann", "b"), Managed("b", "BOB", "a"), User("y", "late"));
        Assert.Equal(["201", "409", "409", "201"], Statuses(results));
        Assert.Contains("name each other", (string)results[1]!["response"]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal("uniqueness", (string)results[2]!["response"]!["scimType"]!);
        Assert.Equal(2, await CountAsync(url, "/Users"));
    }

    [Fact]
    public async Task A_reference_that_leads_nowhere_fails_its_own_operation_alone()
    {
        var url = server.NewBase();
        var results = await BulkAsync(url, null, Group("g", "G", "nobody"), User("u", ""), Group("h", "H", "u"), User("v", "fine"));
        Assert.Equal(["409", "400", "409", "201"], Statuses(results));
        Assert.Contains("names no POST", (string)results[0]!["response"]!["detail"]!, StringComparison.Ordinal);
        Assert.Contains("that failed", (string)results[2]!["response"]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(url, "/Groups"));
    }

    [Fact]
    public async Task Paths_and_patches_take_references()
    {
        var url = server.NewBase();
        var results = await BulkAsync(
            url,
            null,
            """{"method":"PATCH","path":"/Groups/bulkId:g","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"bulkId:u"}]}]}}""",
            Group("g", "G", "v"),
            User("u", "ann"),
            User("v", "bob"),
            """{"method":"PATCH","path":"/Groups/bulkId:g","data":[{"op":"remove","path":"members[value eq \"bulkId:v\"]"}]}""",
            """{"method":"PUT","path":"/Users/bulkId:u","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"anna"}}""",
            """{"method":"DELETE","path":"/Users/bulkId:v"}""");
        Assert.Equal(["204", "201", "201", "201", "204", "200", "204"], Statuses(results));
        var group = await ReadAsync(url, "/Groups", results[1]!);
        Assert.Equal([IdOf(results[2]!)], group["members"]!.AsArray().Select(m => (string)m!["value"]!));
        Assert.Equal("anna", (string)(await ReadAsync(url, "/Users", results[2]!))["userName"]!);
        Assert.Equal(1, await CountAsync(url, "/Users"));
    }

    [Fact]
    public async Task A_version_is_honoured_for_its_operation()
    {
        var url = server.NewBase();
        var id = (await Answer.SendAsync(server.Http, "POST", url + "/Users", Body("ann"))).Id;
        string Title(string version, string title) =>
            $$$"""{"method":"PATCH","path":"/Users/{{{id}}}","version":"{{{version}}}","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"{{{title}}}"}]}}""";
        var results = await BulkAsync(url, null, Title("W/\\\"1\\\"", "first"), Title("W/\\\"1\\\"", "second"), Title("W/\\\"2\\\"", "third"));
        Assert.Equal(["200", "412", "200"], Statuses(results));
        Assert.NotNull(results[1]!["location"]);
    }

    [Theory]
    [InlineData("""{"method":"GET","path":"/Users/1"}""", "400", "method")]
    [InlineData("""{"path":"/Users/1"}""", "400", "method")]
    [InlineData("""{"method":"POST","path":"/Bulk","bulkId":"b","data":{}}""", "400", "another")]
    [InlineData("""{"method":"POST","path":"/Users","data":{"userName":"x"}}""", "400", "bulkId")]
    [InlineData("""{"method":"POST","path":"/Users/5","bulkId":"b","data":{"userName":"x"}}""", "400", "without an id")]
    [InlineData("""{"method":"PUT","path":"/Users","data":{"userName":"x"}}""", "400", "lacks the id")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"b"}""", "400", "needs data")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"b","data":7}""", "400", "not a JSON object")]
    [InlineData("""{"method":"DELETE","path":"/Things/5"}""", "404", "/Users, /Groups")]
    [InlineData("""{"method":"DELETE","path":"/../other/Users/5"}""", "404", "/Users, /Groups")]
    [InlineData("""{"method":"DELETE","path":"https://public.example/scim/generic/other/Users/5"}""", "404", "/Users, /Groups")]
    [InlineData("""{"method":"DELETE","path":"/Users/5"}""", "404", "no User")]
    public async Task What_an_operation_lacks_is_said(string operation, string status, string detail)
    {
        var results = await BulkAsync(server.NewBase(), null, operation);
        Assert.Equal([status], Statuses(results));
        Assert.Contains(detail, (string)results[0]!["response"]!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_bulkId_is_refused_the_second_time()
    {
        var results = await BulkAsync(server.NewBase(), null, User("a", "one"), User("a", "two"));
        Assert.Equal(["201", "400"], Statuses(results));
    }

    [Theory]
    [InlineData("{}", 400, "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[]}""", 400, "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[5]}""", 400, "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":0,"Operations":[]}""", 400, "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":5}]}""", 400, "invalidSyntax")]
    public async Task An_envelope_that_is_none_is_refused_whole(string body, int status, string scimType) =>
        (await Answer.SendAsync(server.Http, "POST", server.NewBase() + "/Bulk", body)).Refused(status, scimType, "");

    [Fact]
    public async Task Limits_are_named()
    {
        var url = server.NewBase();
        var many = string.Join(',', Enumerable.Repeat("""{"method":"DELETE","path":"/Users/5"}""", 1001));
        (await Answer.SendAsync(server.Http, "POST", url + "/Bulk", Envelope(null, many))).Refused(413, null, "maxOperations is 1000");
        var large = Envelope(null, $$"""{"method":"DELETE","path":"/Users/5","x":"{{new string('x', 1024 * 1024)}}"}""");
        (await Answer.SendAsync(server.Http, "POST", url + "/Bulk", large)).Refused(413, null, "maxPayloadSize");
    }

    [Fact]
    public async Task A_long_chain_is_followed_to_its_end()
    {
        var url = server.NewBase();
        var chain = Enumerable.Range(0, 300).Select(i => Managed("u" + i, "user" + i, i == 299 ? "u0" : "u" + (i + 1))).ToArray();
        var results = await BulkAsync(url, null, chain);
        Assert.All(Statuses(results), status => Assert.Equal("201", status));
    }

    private static string User(string bulkId, string name) => $$"""{"method":"POST","path":"/Users","bulkId":"{{bulkId}}","data":{{Body(name)}}}""";

    private static string Body(string name) => $$"""{"schemas":["{{UserUrn}}"],"userName":"{{name}}"}""";

    private static string Managed(string bulkId, string name, string manager) =>
        $$$"""{"method":"POST","path":"/Users","bulkId":"{{{bulkId}}}","data":{"schemas":["{{{UserUrn}}}","{{{Enterprise}}}"],"userName":"{{{name}}}","{{{Enterprise}}}":{"manager":{"value":"bulkId:{{{manager}}}"} } } }""";

    private static string Group(string bulkId, string name, string member) =>
        $$$"""{"method":"POST","path":"/Groups","bulkId":"{{{bulkId}}}","data":{"schemas":["{{{GroupUrn}}}"],"displayName":"{{{name}}}","members":[{"value":"bulkId:{{{member}}}"}]}}""";

    private static string Envelope(int? failOnErrors, string operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],{{(failOnErrors is null ? "" : $"\"failOnErrors\":{failOnErrors},")}}"Operations":[{{operations}}]}""";

    private static string IdOf(JsonNode result) => ((string)result["location"]!).Split('/')[^1];

    private static IEnumerable<string> Statuses(JsonArray results) => results.Select(r => r!["status"]!.GetValue<string>());

    private async Task<JsonArray> BulkAsync(string url, int? failOnErrors, params string[] operations)
    {
        var answer = await Answer.SendAsync(server.Http, "POST", url + "/Bulk", Envelope(failOnErrors, string.Join(',', operations)));
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:BulkResponse", (string)answer.Json!["schemas"]![0]!);
        return answer.Json!["Operations"]!.AsArray();
    }

    private async Task<JsonNode> ReadAsync(string url, string endpoint, JsonNode result) =>
        (await Answer.SendAsync(server.Http, "GET", url + endpoint + "/" + IdOf(result))).Json!;

    private async Task<int> CountAsync(string url, string endpoint) =>
        (int)(await Answer.SendAsync(server.Http, "GET", url + endpoint + "?count=0")).Json!["totalResults"]!;
}
