using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Rollcall.EndToEnd.Tests.Limits;

/// <summary>
/// Monsters, sent to a server that is a process of its own: a stack overflow cannot be caught, so only its death would tell. Each is answered by a sentence, and the process lives and stays small.
/// </summary>
public sealed class LimitTests
{
    private const int Deep = 100_000;

    /// <summary>What the process may grow by while it refuses all of them, in bytes.</summary>
    private const long MostGrowth = 300L * 1024 * 1024;

    private const string UserSchema = "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]";
    private const string SearchSchema = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]";
    private const string PatchSchema = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]";

    private static readonly string[] FilterPieces = ["(", "not (", "not(not(", "not not ", "a[", "emails[type eq \"work\" and ", "a pr and ", "a pr or (", "a.", "urn:", "\\\"", "\"", "]", ")"];

    private static readonly string[] PathPieces = ["a[", "a.", "(", "emails[not (", "urn:x:", "members[value eq \"1\"]", "]", "\""];

    [Fact]
    [Trait("incident", "AzureAD/SCIMReferenceCode#138")]
    [Trait("incident", "keycloak#50472")]
    [Trait("incident", "keycloak#50513")]
    [Trait("incident", "apache/directory-scimple#1126")]
    [Trait("incident", "389-ds#7019")]
    [Trait("incident", "kanidm#237")]
    [Trait("incident", "scim-v2-rust#49")]
    public async Task Bottomless_texts_are_refused_and_the_process_lives()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var monsters = await MonsterServer.StartAsync(installation);
        var before = monsters.PeakMemory();
        foreach (var piece in FilterPieces)
        {
            var filter = Repeated(piece, Deep);
            await monsters.RefusedAsync("POST", "Users/.search", $"{{{SearchSchema},\"filter\":{Quoted(filter)}}}", 400, "invalidFilter", 413);
            await monsters.RefusedAsync("POST", "Groups/.search", $"{{{SearchSchema},\"filter\":{Quoted(filter[..Math.Min(filter.Length, 15_000)])}}}", 400, "invalidFilter");
            await monsters.RefusedAsync("GET", "Users?filter=" + Uri.EscapeDataString(filter[..4_000]), null, 400, "invalidFilter", 414);
        }

        foreach (var path in PathPieces)
        {
            await monsters.RefusedAsync("PATCH", "Users/{user}", Operation("replace", Repeated(path, Deep)), 400, "invalidPath", 400, 413);
            await monsters.RefusedAsync("PATCH", "Users/{user}", Operation("remove", Repeated(path, 3_000)), 400, "invalidPath");
            await monsters.RefusedAsync("PATCH", "Users/{user}", $"{{{PatchSchema},\"Operations\":[{{\"op\":\"add\",\"value\":{{{Quoted(Repeated(path, 3_000))}:1}}}}]}}", 400, null, 200);
        }

        foreach (var opening in new[] { "[", "{\"a\":", "[{\"a\":[", $"{{{UserSchema},\"userName\":", $"{{{UserSchema},\"name\":{{\"a\":" })
        {
            foreach (var (verb, target) in new[] { ("POST", "Users"), ("PUT", "Users/{user}"), ("PATCH", "Users/{user}"), ("POST", "Users/.search"), ("POST", "Groups") })
            {
                await monsters.RefusedAsync(verb, target, Repeated(opening, Deep), 400, "invalidSyntax", 413);
            }
        }

        await monsters.LivesAsync(before + MostGrowth);
    }

    [Fact]
    [Trait("incident", "keycloak#46705")]
    [Trait("incident", "CVE-2026-4634")]
    public async Task Huge_counts_and_lists_are_bounded()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var monsters = await MonsterServer.StartAsync(installation);
        var before = monsters.PeakMemory();
        foreach (var number in new[] { "2147483648", "9223372036854775808", "-1", "1e9", "0x7f", new string('9', 3_000), "", "%00" })
        {
            foreach (var parameter in new[] { "count", "startIndex" })
            {
                var answer = await monsters.SendAsync("GET", $"Users?{parameter}={number}", null);
                Assert.True(answer.Status is 200 or 400 or 414, $"{parameter}={number} answered {answer.Status}");
            }
        }

        Assert.Equal(200, (await monsters.SendAsync("GET", "Users?count=2147483647", null)).Status);
        Assert.Equal(200, (await monsters.SendAsync("GET", "Users?startIndex=2147483647&count=2147483647", null)).Status);
        var operations = Repeated("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"},", 100_000)[..^1];
        await monsters.RefusedAsync("PATCH", "Users/{user}", $"{{{PatchSchema},\"Operations\":[{operations}]}}", 413, null, 400);
        var members = Repeated("{\"value\":\"x\"},", 70_000)[..^1];
        await monsters.RefusedAsync("POST", "Groups", $"{{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"big\",\"members\":[{members}]}}", 400, null, 413);
        await monsters.RefusedAsync("POST", "Users", $"{{{UserSchema},\"userName\":{Quoted(new string('x', 50_000))}}}", 400, "invalidValue");
        await monsters.RefusedAsync("POST", "Users", $"{{{UserSchema},\"userName\":{Quoted(new string('x', 3_000_000))}}}", 413, null);
        await monsters.RefusedAsync("POST", "Users/.search", $"{{{SearchSchema},\"attributes\":[{Repeated("\"name.givenName\",", 60_000)[..^1]}]}}", 400, null, 413, 200);
        await monsters.RefusedAsync("GET", "Users?attributes=" + Repeated("a,", 50_000), null, 414, null);
        await monsters.LivesAsync(before + MostGrowth);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task Zip_bombs_are_not_unpacked(string encoding)
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var monsters = await MonsterServer.StartAsync(installation);
        var before = monsters.PeakMemory();
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var blank = new byte[1024 * 1024];
            blank.AsSpan().Fill((byte)' ');
            for (var megabyte = 0; megabyte < 64; megabyte++)
            {
                await zip.WriteAsync(blank, TestContext.Current.CancellationToken);
            }
        }

        var answer = await monsters.SendBytesAsync("POST", "Users", packed.ToArray(), ("Content-Encoding", encoding));
        Assert.Equal(415, answer.Status);
        await monsters.LivesAsync(before + (48L * 1024 * 1024));
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var monsters = await MonsterServer.StartAsync(installation);
        foreach (var headers in new[]
        {
            string.Concat(Enumerable.Range(0, 5_000).Select(static n => string.Create(CultureInfo.InvariantCulture, $"X-{n}: y\r\n"))),
            $"X-Long: {new string('y', 200_000)}\r\n",
            $"Authorization: Bearer {new string('y', 200_000)}\r\n",
            $"If-Match: {Repeated("\"1\",", 20_000)}\r\n",
        })
        {
            Assert.Contains(" 431 ", await monsters.RawAsync($"GET /scim/v2/x HTTP/1.1\r\nHost: x\r\n{headers}\r\n"), StringComparison.Ordinal);
        }

        Assert.Contains(" 414 ", await monsters.RawAsync($"GET /{new string('y', 200_000)} HTTP/1.1\r\nHost: x\r\n\r\n"), StringComparison.Ordinal);
        await monsters.LivesAsync(long.MaxValue);
    }

    [Fact]
    [Trait("incident", "slowloris")]
    public async Task A_body_that_never_ends_is_given_up_and_holds_nobody_else()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var monsters = await MonsterServer.StartAsync(installation);
        var slow = Enumerable.Range(0, 50).Select(_ => monsters.HangAsync()).ToList();
        await monsters.LivesAsync(long.MaxValue);
        foreach (var answer in await Task.WhenAll(slow))
        {
            // 408, or the connection closed: Kestrel's least data rate has ended it.
            Assert.True(answer.Length == 0 || answer.Contains(" 408 ", StringComparison.Ordinal), answer);
        }
    }

    private static string Operation(string op, string path) => $"{{{PatchSchema},\"Operations\":[{{\"op\":\"{op}\",\"path\":{Quoted(path)},\"value\":\"x\"}}]}}";

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    private static string Repeated(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
}
