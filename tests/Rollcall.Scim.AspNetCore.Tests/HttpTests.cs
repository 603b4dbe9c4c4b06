using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Media types, HEAD, failures, and what the host is told.</summary>
public sealed class HttpTests(ScimServer server)
{
    private const string Ada = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada","active":"True"}""";

    [Theory]
    [InlineData("generic", "", "application/scim+json")]
    [InlineData("generic", "*/*", "application/scim+json")]
    [InlineData("generic", "application/json", "application/json")]
    [InlineData("generic", "application/json; charset=utf-8", "application/json")]
    [InlineData("generic", "application/json, application/scim+json", "application/scim+json")]
    [InlineData("generic", "application/json, */*;q=0.1", "application/scim+json")]
    [InlineData("generic", "text/html", "application/scim+json")]
    [InlineData("onelogin", "", "application/json")]
    [InlineData("onelogin", "*/*", "application/json")]
    [InlineData("onelogin", "application/scim+json", "application/scim+json")]
    [InlineData("entra", "", "application/scim+json")]
    public async Task Answer_has_the_type_that_was_asked_for(string profile, string accept, string expected)
    {
        var answer = await Answer.SendAsync(server.Http, "GET", server.NewBase(profile) + "/Users", null, ("Accept", accept));
        Assert.Equal(expected, answer.Headers["Content-Type"]);
        Assert.Equal("Accept", answer.Headers["Vary"]);
    }

    [Theory]
    [InlineData("application/scim+json")]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/scim+json; charset=\"utf-8\"")]
    [InlineData("Application/SCIM+JSON")]
    [InlineData("")]
    public async Task Body_may_have_either_type_or_none(string contentType)
    {
        var answer = await Answer.SendAsync(server.Http, "POST", server.NewBase() + "/Users", Ada, ("Content-Type", contentType));
        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_alone()
    {
        var url = server.NewBase();
        var id = (await Answer.SendAsync(server.Http, "POST", url + "/Users", Ada)).Id;
        var get = await Answer.SendAsync(server.Http, "GET", $"{url}/Users/{id}");
        var head = await Answer.SendAsync(server.Http, "HEAD", $"{url}/Users/{id}");
        Assert.Equal(200, head.Status);
        Assert.Empty(head.Body);
        Assert.Equal(get.Headers["ETag"], head.Headers["ETag"]);
        Assert.Equal(get.Headers["Content-Length"], head.Headers["Content-Length"]);
        Assert.Equal(get.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), get.Headers["Content-Length"]);
        Assert.Equal((string)get.Json!["meta"]!["location"]!, get.Headers["Content-Location"]);
        Assert.Equal(404, (await Answer.SendAsync(server.Http, "HEAD", url + "/Users/nobody")).Status);
    }

    [Fact]
    public async Task Location_comes_from_the_configured_address_and_not_from_the_request()
    {
        var url = server.NewBase();
        var answer = await Answer.SendAsync(server.Http, "POST", url + "/Users", Ada, ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"));
        Assert.StartsWith("https://public.example/scim/generic/", answer.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal(answer.Headers["Location"], (string)answer.Json!["meta"]!["location"]!);
    }

    [Fact]
    public async Task Outage_is_503_with_whole_seconds()
    {
        var answer = await Answer.SendAsync(server.Http, "GET", server.BaseOf(ScimServer.OutageTenant) + "/Users/x");
        answer.Refused(503, null, "cannot be reached");
        Assert.Equal("8", answer.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("GET", "/Users")]
    [InlineData("POST", "/Users")]
    public async Task Bug_is_500_without_internals(string method, string path)
    {
        var answer = await Answer.SendAsync(server.Http, method, server.BaseOf(ScimServer.BrokenTenant) + path, method == "POST" ? Ada : null);
        answer.Refused(500, null, "operator");
        Assert.DoesNotContain("internals", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_sees_what_became_of_each_request()
    {
        var url = server.NewBase("entra");
        var id = (await Answer.SendAsync(server.Http, "POST", url + "/Users", Ada)).Id;
        await Answer.SendAsync(server.Http, "POST", url + "/Users", Ada);
        await Answer.SendAsync(server.Http, "GET", url + "/Users?filter=userName+eq+\"ada\"");
        await Answer.SendAsync(server.Http, "PUT", $"{url}/Users/{id}", Ada);
        await Answer.SendAsync(server.Http, "GET", url + "/Nothing");
        await Answer.SendAsync(server.Http, "GET", url + "/Users", null, ("Authorization", "Bearer no"));

        var seen = await WaitAsync(url, 6);
        Assert.Equal(
            [
                (ScimOperation.Create, 201, true), (ScimOperation.Create, 409, false), (ScimOperation.List, 200, false), (ScimOperation.Replace, 200, false),
                (ScimOperation.None, 404, false), (ScimOperation.None, 401, false),
            ],
            seen.Select(exchange => (exchange.Operation, exchange.Status, exchange.Changed)));
        Assert.Equal(Ada, System.Text.Encoding.UTF8.GetString(seen[0].RequestBody.Span));
        Assert.Equal([id], seen[0].Ids);
        Assert.Equal("User", seen[0].ResourceType);
        Assert.Contains(seen[0].Scope!.Tolerances.Entries, entry => entry.Code == "string-boolean");
        Assert.Equal(409, seen[1].Error!.Status);
        Assert.Equal("userName eq \"ada\"", seen[2].Filter);
        Assert.Equal(1, seen[2].Total);
        Assert.Equal([id], seen[2].Ids);
        Assert.Equal(id, seen[3].ResourceId);
        Assert.Null(seen[5].Scope);
        Assert.All(seen, exchange => Assert.True(exchange.Delivered));
    }

    [Fact]
    public async Task Spaces_and_pluses_of_a_filter_are_decoded_once()
    {
        var url = server.NewBase();
        await Answer.SendAsync(server.Http, "POST", url + "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a+b@x%41"}""");
        foreach (var query in new[] { "filter=userName+eq+%22a%2Bb@x%2541%22", "filter=userName%20eq%20%22a%2bb%40x%2541%22" })
        {
            var answer = await Answer.SendAsync(server.Http, "GET", url + "/Users?" + query);
            Assert.Equal(1, (int)answer.Json!["totalResults"]!);
        }
    }

    [Fact]
    public async Task Client_that_goes_in_the_middle_of_its_body_changes_nothing()
    {
        var url = server.NewBase();
        using (var tcp = new System.Net.Sockets.TcpClient())
        {
            await tcp.ConnectAsync("127.0.0.1", server.Address.Port, TestContext.Current.CancellationToken);
            var stream = tcp.GetStream();
            var head = $"POST {new Uri(url).AbsolutePath}/Users HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {ScimServer.Token}\r\nExpect: 100-continue\r\nContent-Length: {Ada.Length + 1}\r\n\r\n";
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);

            // "100 Continue" comes when the server begins to read the body; a client that went before would leave no exchange to wait for.
            await stream.ReadExactlyAsync(new byte[25], TestContext.Current.CancellationToken);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Ada), TestContext.Current.CancellationToken);
        }

        var seen = await WaitAsync(url, 1);
        Assert.False(seen[0].Changed);
        Assert.False(seen[0].Delivered);
        Assert.True(seen[0].Status is 0 or 400, $"{seen[0].Status}");
        Assert.Equal(0, (int)(await Answer.SendAsync(server.Http, "GET", url + "/Users")).Json!["totalResults"]!);
    }

    // The host's middleware runs on after the answer has left, so the last exchange may be noted a moment later.
    private async Task<IReadOnlyList<ScimExchange>> WaitAsync(string url, int count)
    {
        for (var tries = 0; server.Exchanges(url).Count < count; tries++)
        {
            Assert.True(tries < 4000, "The exchange was never noted.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return server.Exchanges(url);
    }
}
