using System.Net.Sockets;
using System.Text;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>
/// Every endpoint by paths that proxies and routers read in two ways, sent as bytes, so that no client mends them: nobody gets in, nobody sees another's, and
/// nothing fails the server.
/// </summary>
public sealed class MangledPathTests
{
    private const string Marker = "only-here-is-she";

    private static readonly (string Name, Func<string, string> Mangle)[] s_ways =
    [
        ("as it is", static path => path),
        ("a double slash first", static path => "/" + path),
        ("double slashes", static path => path.Replace("/", "//", StringComparison.Ordinal)),
        ("a slash last", static path => path + "/"),
        ("dots that are escaped", static path => Before(path, "/%2e%2e")),
        ("dots that go up and back", static path => Before(path, "/x/%2e%2e")),
        ("dots that are plain", static path => Before(path, "/x/..")),
        ("one dot", static path => Before(path, "/.")),
        ("a slash that is escaped", static path => Before(path, "%2f")),
        ("a slash that is escaped twice", static path => Before(path, "%252f")),
        ("a backslash", static path => Before(path, "%5c")),
        ("a null", static path => path + "%00"),
        ("a null within", static path => Before(path, "%00")),
        ("a dot last", static path => path + "."),
        ("a blank last", static path => path + "%20"),
        ("a line feed", static path => path + "%0a"),
        ("a semicolon", static path => path + ";x=1"),
        ("capitals", static path => path.ToUpperInvariant()),
        ("overlong dots", static path => Before(path, "/%c0%ae%c0%ae")),
        ("bytes that are no text", static path => path + "%ff%fe"),
        ("half an escape", static path => path + "%"),
        ("an escape that is none", static path => path + "%zz"),
        ("a name that is very long", static path => path + new string('a', 6000)),
        ("a path that is too long", static path => path + new string('a', 20_000)),
        ("a query that is no query", static path => path + "?%zz=%00&filter=%ff&count=-1&startIndex=x&after=x&limit=x&wait=x"),
        ("a fragment", static path => path + "#x"),
        ("a whole address", static path => "http://127.0.0.1" + path),
    ];

    [Fact]
    [Trait("incident", "CVE-2025-4210")]
    [Trait("incident", "Atlas#175")]
    public async Task No_way_of_writing_a_path_opens_it_or_fails_the_server()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions());
        var (tenant, stranger) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        await tenant.PushAsync(Marker);
        (string Name, string? Bearer)[] callers =
        [
            ("nobody", null), ("a stranger's token", stranger.Token), ("a stranger's administrator", await stranger.KeyAsync("administrator")),
        ];
        var (walked, answers) = (0, new HashSet<int>());
        foreach (var (verb, path, pattern) in RouteWalk.All(server, tenant))
        {
            foreach (var (way, mangle) in s_ways)
            {
                foreach (var (caller, bearer) in callers)
                {
                    var (status, body) = await RawAsync(server, verb, mangle(path), bearer);
                    var asked = $"{verb} {path} with {way} by {caller} answered {status}: {body}";
                    Assert.True(status is (>= 200 and < 500) or 503, asked);
                    Assert.DoesNotContain(Marker, body, StringComparison.Ordinal);
                    Assert.True(status is >= 400 || IsFree(pattern, caller), asked);
                    walked++;
                    answers.Add(status);
                }
            }
        }

        Assert.True(walked > 5000, $"Only {walked} requests were made.");
        Assert.Superset(new HashSet<int> { 200, 400, 401, 403, 404, 414 }, answers);
    }

    [Fact]
    public async Task No_path_or_body_of_an_operator_fails_the_server()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions());
        var tenant = await Tenant.CreateAsync(server);
        var key = (await tenant.Operator.SendAsync("/api/operators/keys", """{"label":"test"}""")).Expect(201)["key"];
        foreach (var (verb, path, _) in RouteWalk.All(server, tenant))
        {
            var bearer = path.StartsWith("/scim", StringComparison.Ordinal) ? tenant.Token : key;
            foreach (var (way, mangle) in s_ways)
            {
                var (status, body) = await RawAsync(server, verb, mangle(path), bearer);
                Assert.True(status is (>= 200 and < 500) or 503, $"{verb} {path} with {way} answered {status}: {body}");
            }

            foreach (var sent in verb is "GET" or "DELETE" ? [] : new[] { "", "null", "[]", "\"x\"", "{", "{\"kind\":7}", "{\"label\":null}", "\u0000" })
            {
                var (status, body) = await RawAsync(server, verb, path, bearer, sent);
                Assert.True(status is (>= 200 and < 500) or 503, $"{verb} {path} with the body '{sent}' answered {status}: {body}");
            }
        }
    }

    /// <summary>Open ones answer everybody, and whoever has a key is told what it is and what is described.</summary>
    private static bool IsFree(string pattern, string caller) => RouteWalk.Open.Contains(pattern) || (pattern == "/api/me" && caller.EndsWith("administrator", StringComparison.Ordinal));

    /// <summary>Puts a text before the last segment.</summary>
    private static string Before(string path, string text) => path.LastIndexOf('/') is var at && at > 0 ? path[..at] + text + path[at..] : text + path;

    private static async Task<(int Status, string Body)> RawAsync(TestServer server, string verb, string target, string? bearer, string sent = "{}")
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var authorization = bearer is null ? "" : $"Authorization: Bearer {bearer}\r\n";
        var body = verb is "GET" or "DELETE" ? "" : sent;
        var head = $"{verb} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{authorization}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            return answer.Split(' ', 3) is [_, { } status, { } rest] ? (int.Parse(status, null), rest) : (0, answer);
        }
        catch (IOException)
        {
            // A request line that is too long is cut off while it is still being sent.
            return (400, "");
        }
    }
}
