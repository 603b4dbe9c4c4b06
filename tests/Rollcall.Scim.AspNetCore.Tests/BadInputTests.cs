using System.Net.Http.Headers;
using System.Text;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Whatever is wrong with a request, the answer has a SCIM body that names it.</summary>
public sealed class BadInputTests(ScimServer server)
{
    private const string Minimal = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"there"}""";

    public static TheoryData<string> Cases() =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "bad-input.cases")).Where(line => line.Contains("  =>  ", StringComparison.Ordinal) && line[0] != '#')];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_by_name(string line)
    {
        var url = server.NewBase();
        var user = (await Answer.SendAsync(server.Http, "POST", url + "/Users", Minimal)).Id;
        var (method, path, header, body, expected) = Read(line.Replace("{user}", user, StringComparison.Ordinal));
        var headers = header is null ? new List<(string, string)>() : [(header.Split(": ")[0], header.Split(": ")[1])];
        var answer = await Answer.SendAsync(server.Http, method, url + path, body.Length == 0 && method != "POST" ? null : body, headers);
        answer.Refused(int.Parse(expected[0], System.Globalization.CultureInfo.InvariantCulture), expected[1] == "-" ? null : expected[1], expected[2]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal(answer.Status == 405, answer.Headers.ContainsKey("Allow"));

        var after = await Answer.SendAsync(server.Http, "GET", url + "/Users");
        Assert.Equal(1, (int)after.Json!["totalResults"]!);
        Assert.Equal("W/\"1\"", (string)after.Json!["Resources"]![0]!["meta"]!["version"]!);
    }

    [Fact]
    public async Task Body_over_the_limit_is_413_and_names_the_limit()
    {
        var url = server.NewBase();
        var answer = await Answer.SendAsync(server.Http, "POST", url + "/Users", "{\"userName\":\"" + new string('x', 1024 * 1024) + "\"}");
        answer.Refused(413, null, "1048576");
    }

    [Fact]
    public async Task Body_of_unknown_length_over_the_limit_is_413_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.NewBase() + "/Users")
        {
            Content = new PushedContent(1024 * 1024 + 1),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + ScimServer.Token);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("1048576", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Largest_body_is_read()
    {
        var head = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"big\",\"title\":\"";
        var body = head + new string('x', 1024 * 1024 - head.Length - 2) + "\"}";
        Assert.Equal(1024 * 1024, body.Length);
        var answer = await Answer.SendAsync(server.Http, "POST", server.NewBase() + "/Users", body);
        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.NewBase() + "/Users");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + ScimServer.Token);
        request.Content = new ByteArrayContent([.. "{\"userName\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("invalidSyntax", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Without_the_token_every_path_is_401(string authorization)
    {
        var url = server.NewBase();
        foreach (var (method, path) in new[] { ("GET", "/Users"), ("GET", "/Nothing"), ("DELETE", "/Users"), ("GET", "/ServiceProviderConfig"), ("POST", "/Bulk") })
        {
            var answer = await Answer.SendAsync(server.Http, method, url + path, null, ("Authorization", authorization));
            answer.Refused(401, null, "token");
            Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
            Assert.False(answer.Headers.ContainsKey("Allow"));
        }
    }

    private static (string Method, string Path, string? Header, string Body, string[] Expected) Read(string line)
    {
        var sides = line.Split("  =>  ", 2);
        var words = sides[0].Split(' ', 3);
        var rest = words.Length > 2 ? words[2] : "";
        string? header = null;
        if (rest.StartsWith("[C", StringComparison.Ordinal))
        {
            var end = rest.IndexOf(']', StringComparison.Ordinal);
            header = rest[1..end];
            rest = rest[(end + 1)..].Trim();
        }

        return (words[0], words[1], header, rest.Trim(), sides[1].Trim().Split(' ', 3));
    }

    /// <summary>A body sent in chunks, whose length is not told beforehand.</summary>
    private sealed class PushedContent(int size) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var chunk = Encoding.ASCII.GetBytes(new string(' ', 4096));
            for (var sent = 0; sent < size; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
