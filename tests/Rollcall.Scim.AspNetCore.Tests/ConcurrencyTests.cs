namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Requests at the same time (rfc-checklist 42 and 116), and the preconditions that keep them apart.</summary>
public sealed class ConcurrencyTests(ScimServer server)
{
    [Fact]
    [Trait("incident", "PBL-15")]
    public async Task Of_32_parallel_creates_of_one_name_one_wins()
    {
        var url = server.NewBase();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => CreateAsync(url, i % 2 == 0 ? "Same" : "sAME")));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Refused(409, "uniqueness", "userName"));
        Assert.Equal(1, (int)(await Answer.SendAsync(server.Http, "GET", url + "/Users")).Json!["totalResults"]!);
    }

    [Fact]
    [Trait("incident", "fleet#50724")]
    public async Task Concurrent_adds_of_different_members_all_stay()
    {
        var url = server.NewBase();
        var users = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => CreateAsync(url, "user" + i)));
        var group = (await Answer.SendAsync(
            server.Http, "POST", url + "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"G"}""")).Id;
        var adds = await Task.WhenAll(users.Select(user => PatchAsync(
            $"{url}/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}""")));
        Assert.All(adds, answer => Assert.Equal(204, answer.Status));
        var after = await Answer.SendAsync(server.Http, "GET", $"{url}/Groups/{group}");
        Assert.Equal(
            users.Select(user => user.Id).Order(StringComparer.Ordinal),
            after.Json!["members"]!.AsArray().Select(member => (string)member!["value"]!).Order(StringComparer.Ordinal));
        Assert.Equal("W/\"17\"", after.Headers["ETag"]);
    }

    [Fact]
    public async Task Of_parallel_changes_with_one_if_match_one_wins()
    {
        var url = server.NewBase();
        var user = (await CreateAsync(url, "one")).Id;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PatchAsync(
            $"{url}/Users/{user}", $$"""{"op":"replace","path":"title","value":"t{{i}}"}""", ("If-Match", "W/\"1\""))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refused(412, null, "changed"));
    }

    [Theory]
    [InlineData("PATCH", "W/\"1\"", 200)]
    [InlineData("PATCH", "\"1\"", 200)]
    [InlineData("PATCH", "*", 200)]
    [InlineData("PATCH", "W/\"7\", W/\"1\"", 200)]
    [InlineData("PATCH", "W/\"7\", W/\"8\"", 412)]
    [InlineData("PATCH", "W/\"7\"", 412)]
    [InlineData("PATCH", "\"abc\"", 412)]
    [InlineData("PATCH", "nonsense", 412)]
    [InlineData("PUT", "W/\"1\"", 200)]
    [InlineData("PUT", "W/\"2\"", 412)]
    [InlineData("DELETE", "W/\"2\"", 412)]
    [InlineData("DELETE", "W/\"1\"", 204)]
    public async Task If_match_is_kept(string method, string tag, int status)
    {
        var url = server.NewBase();
        var user = (await CreateAsync(url, "one")).Id;
        var body = method switch
        {
            "PATCH" => Operations("""{"op":"replace","path":"title","value":"t"}"""),
            "PUT" => """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"one","title":"t"}""",
            _ => null,
        };
        var answer = await Answer.SendAsync(server.Http, method, $"{url}/Users/{user}", body, ("If-Match", tag));
        Assert.Equal(status, answer.Status);
        var missing = await Answer.SendAsync(server.Http, method, url + "/Users/nobody", body, ("If-Match", tag));
        missing.Refused(404, null, "User");
    }

    [Theory]
    [InlineData("W/\"1\"", 304)]
    [InlineData("\"1\"", 304)]
    [InlineData("W/\"9\", W/\"1\"", 304)]
    [InlineData("*", 304)]
    [InlineData("W/\"2\"", 200)]
    public async Task If_none_match_spares_the_body(string tag, int status)
    {
        var url = server.NewBase();
        foreach (var path in new[] { "/Users/" + (await CreateAsync(url, "one")).Id, "/Groups/" + await GroupAsync(url) })
        {
            var answer = await Answer.SendAsync(server.Http, "GET", url + path, null, ("If-None-Match", tag));
            Assert.Equal(status, answer.Status);
            Assert.Equal("W/\"1\"", answer.Headers["ETag"]);
            Assert.Equal(status == 304, answer.Body.Length == 0);
        }
    }

    private async Task<string> GroupAsync(string url) => (await Answer.SendAsync(
        server.Http, "POST", url + "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"G"}""")).Id;

    private Task<Answer> CreateAsync(string url, string userName) => Answer.SendAsync(
        server.Http, "POST", url + "/Users", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{userName}}"}""");

    private Task<Answer> PatchAsync(string url, string operation, params IReadOnlyList<(string, string)> headers) =>
        Answer.SendAsync(server.Http, "PATCH", url, Operations(operation), headers);

    private static string Operations(string operation) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""";
}
