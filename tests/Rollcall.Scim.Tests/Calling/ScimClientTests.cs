using System.Text.Json.Nodes;
using Rollcall.Scim.Calling;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Tests.Calling;

public sealed class ScimClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://h/scim", "https://h/scim/Users/a%2Fb")]
    [InlineData("https://h/scim/", "https://h/scim/Users/a%2Fb")]
    [InlineData("https://h/scim?aadOptscim062020", "https://h/scim/Users/a%2Fb?aadOptscim062020")]
    public async Task Url_is_below_the_base_and_keeps_its_query(string baseUrl, string expected)
    {
        var call = await Client(200, "{}", baseUrl).GetAsync("Users", "a/b", null, Ct);
        Assert.Equal(expected, call.Sent.Url.AbsoluteUri);
    }

    [Fact]
    public async Task Query_of_a_list_joins_that_of_the_base()
    {
        var call = await Client(200, "{}", "https://h/scim?x=1").ListAsync(
            "Users", new ListParameters { Filter = "userName eq \"a+b\"", StartIndex = 1, Count = 100 }, Ct);
        Assert.Equal("https://h/scim/Users?x=1&filter=userName+eq+%22a%2Bb%22&startIndex=1&count=100", call.Sent.Url.AbsoluteUri);
    }

    [Fact]
    public async Task Token_goes_over_the_wire_and_not_into_what_is_shown()
    {
        using var handler = new AnsweringHandler(204, "", "");
        using var http = new HttpClient(handler);
        var client = new ScimClient(http, new ScimClientOptions { BaseUrl = new Uri("https://h"), BearerToken = "s3cret" });
        var call = await client.PatchAsync("Users", "1", [new JsonObject { ["op"] = "replace" }], "W/\"3\"", Ct);
        var (request, body) = Assert.Single(handler.Asked);
        Assert.Equal("Bearer s3cret", request.Headers.Authorization!.ToString());
        Assert.Equal("W/\"3\"", request.Headers.IfMatch.Single().ToString());
        Assert.Equal("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace"}]}""", body);
        Assert.Equal(body, call.Sent.Body);
        Assert.Equal(["Accept", "If-Match", "Content-Type"], call.Sent.Headers.Select(header => header.Key));
        Assert.True(call.Reply.IsSuccess);
        Assert.Null(call.Reply.Error);
    }

    [Theory]
    [InlineData("""{"status":"409","scimType":"uniqueness","detail":"taken"}""", ScimErrorType.Uniqueness, "taken")]
    [InlineData("""{"status":409,"scimType":"UNIQUENESS","detail":"taken"}""", ScimErrorType.Uniqueness, "taken")]
    [InlineData("""{"scimType":"17"}""", null, "without a detail")]
    [InlineData("""{"scimType":"vendorWord","detail":{"x":1}}""", null, "without a detail")]
    [InlineData("<html>no</html>", null, "no SCIM error body")]
    [InlineData("", null, "no SCIM error body")]
    [InlineData("[1]", null, "no SCIM error body")]
    public async Task Refusal_is_read_for_what_it_is(string body, ScimErrorType? type, string detail)
    {
        var reply = (await Client(409, body).DeleteAsync("Users", "1", null, Ct)).Reply;
        Assert.Equal(409, reply.Error!.Status);
        Assert.Equal(type, reply.Error.Type);
        Assert.Contains(detail, reply.Error.Detail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), reply.Error.RetryAfter);
    }

    [Fact]
    [Trait("incident", "owasp-api10-unsafe-consumption")]
    public async Task Answer_beyond_the_bound_is_not_read()
    {
        using var http = new HttpClient(new AnsweringHandler(200, "application/json", new string(' ', 2000)));
        var client = new ScimClient(http, new ScimClientOptions { BaseUrl = new Uri("https://h"), MaxAnswerBytes = 1999 });
        await Assert.ThrowsAsync<InvalidDataException>(() => client.GetAsync("Users", "1", null, Ct));
    }

    private static ScimClient Client(int status, string body, string baseUrl = "https://h/scim") => new(
        new HttpClient(new AnsweringHandler(status, "application/scim+json", body)), new ScimClientOptions { BaseUrl = new Uri(baseUrl) });
}
