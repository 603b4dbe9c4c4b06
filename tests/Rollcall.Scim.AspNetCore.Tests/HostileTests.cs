using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Whatever a client sends, the server neither fails nor forgets its manners.</summary>
public sealed class HostileTests(ScimServer server)
{
    private static readonly string[] Bodies =
    [
        """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada","active":true,"emails":[{"type":"work","value":"a@x","primary":true}],"name":{"givenName":"A"}}""",
        """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"G","members":[{"$ref":null,"value":"x"}]}""",
        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Add","path":"emails[type eq \"work\"].value","value":"x@y"},{"op":"remove","path":"title"}]}""",
        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"name.givenName":"x","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager":[{"value":"1"}],"members":null}}]}""",
        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Remove","path":"members","value":[{"value":"x"}]},{"op":"add","path":"members","value":"y"}]}""",
        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName eq \"x\" or not (meta.created gt \"2020-01-01T00:00:00Z\")","attributes":["name.givenName"],"startIndex":1,"count":2}""",
    ];

    private static readonly string[] Pieces =
    [
        "null", "true", "-1", "1e400", "\"\"", "{}", "[]", "[[", "\"\\ud800\"", "\"members\":", "\"op\":", "\"value\":", "\"path\":\"members[value eq \\\"\"", ",", "\"", "\\", "\u0000",
        "é", "emails[", "].value", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "\"$ref\":5", "\"schemas\":{}", "{\"a\":{\"a\":{\"a\":1}}}",
    ];

    private static readonly string[] Words =
    [
        "userName", "emails", "emails.value", "members", "groups.value", "meta.created", "active", "password", "manager", "id", "schemas", "nothing", "urn:x:y", "eq", "ne", "co",
        "gt", "pr", "and", "or", "not", "(", ")", "[", "]", "\"x\"", "\"", "true", "null", "5", "2020-01-01T00:00:00Z", "type", ".", "\\", "name",
    ];

    private static readonly Gen<string> Body = Gen.Select(
        OneOf(Bodies), Gen.Select(Gen.Double.Unit, Gen.Int[0, 12], OneOf(Pieces)).List[0, 3], Mutate);

    private static readonly Gen<string> Query = Gen.OneOf(
        Gen.Const(""),
        OneOf(Words).List[1, 9].Select(words => "?filter=" + Uri.EscapeDataString(string.Join(' ', words))),
        OneOf(Words).List[1, 4].Select(words => "?attributes=" + Uri.EscapeDataString(string.Join(',', words))),
        OneOf(Words).List[1, 4].Select(words => "?excludedAttributes=" + Uri.EscapeDataString(string.Join(',', words))));

    private static readonly Gen<(string Method, string Path)> Target = Gen.Select(
        OneOf("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"),
        OneOf("/Users", "/Groups", "/Users/{user}", "/Groups/{group}", "/Users/.search", "/Groups/.search", "/Schemas", "/Users/%01", "/Bulk"));

    private static int Iterations => 400 * int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("generic")]
    [InlineData("entra")]
    [InlineData("strict")]
    public async Task Nothing_that_is_sent_makes_the_server_fail(string profile)
    {
        var url = server.NewBase(profile);
        await Gen.Select(Target, Query, Body).SampleAsync(
            async input =>
            {
                var ((method, path), query, body) = input;
                var (user, group) = await SeededAsync(url);
                var target = path.Replace("{user}", user, StringComparison.Ordinal).Replace("{group}", group, StringComparison.Ordinal);
                var answer = await Answer.SendAsync(server.Http, method, url + target + query, method is "GET" or "HEAD" ? null : body);
                Assert.True(answer.Status is < 500 or 501, $"{answer.Status}: {answer.Body}");
                if (answer.Status >= 400 && method != "HEAD")
                {
                    Assert.Equal(answer.Status.ToString(CultureInfo.InvariantCulture), (string)answer.Json!["status"]!);
                }

                foreach (var resource in new[] { "/Users", "/Groups" })
                {
                    await AssertWholeAsync(url + resource);
                }
            },
            iter: Iterations,
            threads: 1);
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{\"a\":", 100_000)]
    [InlineData("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":", 1000)]
    public async Task Deep_nesting_is_refused(string opening, int depth)
    {
        var body = string.Concat(Enumerable.Repeat(opening, depth));
        foreach (var (method, path) in new[] { ("POST", "/Users"), ("PUT", "/Users/x"), ("PATCH", "/Users/x"), ("POST", "/Users/.search") })
        {
            (await Answer.SendAsync(server.Http, method, server.NewBase() + path, body)).Refused(400, "invalidSyntax", "");
        }
    }

    [Theory]
    [InlineData("(", "userName pr")]
    [InlineData("not (", "userName pr")]
    [InlineData("userName eq \"x\" and ", "userName pr")]
    [InlineData("emails[type eq \"work\" and ", "value pr]")]
    public async Task Endless_filters_are_refused(string piece, string end)
    {
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:SearchRequest"),
            ["filter"] = string.Concat(Enumerable.Repeat(piece, 20_000)) + end,
        };
        var answer = await Answer.SendAsync(server.Http, "POST", server.NewBase() + "/Users/.search", body.ToJsonString());
        answer.Refused(400, "invalidFilter", "");
        Assert.True(answer.Body.Length < 1000, answer.Body);
    }

    [Theory]
    [InlineData("/Users", 200)]
    [InlineData("//Users", 200)]
    [InlineData("/users", 200)]
    [InlineData("/./Users", 200)]
    [InlineData("/x/../Users", 200)]
    [InlineData("/%55sers", 200)]
    [InlineData("/Users%2F", 404)]
    [InlineData("/Users;x", 404)]
    [InlineData("/Users%252f", 404)]
    [InlineData("/Users/%2e%2e%2fx", 404)]
    [InlineData("/Users/a%2Fb", 404)]
    [InlineData("/Users//a", 404)]
    public async Task Mangled_path_meets_the_same_door(string path, int status)
    {
        var url = new Uri(server.NewBase());
        Assert.StartsWith("HTTP/1.1 401", await RawAsync($"GET {url.AbsolutePath}{path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        var answer = await RawAsync(
            $"GET {url.AbsolutePath}{path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {ScimServer.Token}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 " + status.ToString(CultureInfo.InvariantCulture), answer, StringComparison.Ordinal);
        Assert.Contains("application/scim+json", answer, StringComparison.Ordinal);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Mutate(string body, List<(double At, int Cut, string Piece)> edits)
    {
        foreach (var (at, cut, piece) in edits)
        {
            var start = (int)(at * body.Length);
            body = body[..start] + piece + body[Math.Min(body.Length, start + cut)..];
        }

        return body;
    }

    /// <summary>The ids of some user and some group, made where the walk has removed them all.</summary>
    private async Task<(string User, string Group)> SeededAsync(string url)
    {
        var ids = new List<string>();
        foreach (var (path, body) in new[]
        {
            ("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"seed"}"""),
            ("/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"seed"}"""),
        })
        {
            var first = (await Answer.SendAsync(server.Http, "GET", url + path + "?count=1")).Json!["Resources"]!.AsArray();
            ids.Add(first.Count > 0 ? (string)first[0]!["id"]! : (await Answer.SendAsync(server.Http, "POST", url + path, body)).Id);
        }

        return (ids[0], ids[1]);
    }

    private async Task AssertWholeAsync(string url)
    {
        foreach (var resource in (await Answer.SendAsync(server.Http, "GET", url)).Json!["Resources"]!.AsArray().OfType<JsonObject>())
        {
            Assert.True(resource["id"] is JsonValue && resource["meta"]!["location"] is JsonValue, resource.ToJsonString());
            Assert.True(resource["userName"] is JsonValue || resource["displayName"] is JsonValue, resource.ToJsonString());
            Assert.Null(resource["password"]);
            Assert.NotEmpty(resource["schemas"]!.AsArray());
        }
    }

    private async Task<string> RawAsync(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", server.Address.Port, TestContext.Current.CancellationToken);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tcp.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
