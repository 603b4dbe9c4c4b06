namespace Rollcall.EndToEnd.Tests.Limits;

/// <summary>Requests that two readers would cut in two places: one of them answered, or none, never a second one that nobody sent.</summary>
public sealed class SmugglingTests
{
    private const string Second = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n", "1;\nx\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "1;a=b\nAAAA\r\nx\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2\r\n", "xy")]
    [InlineData("Content-Length: 1, 2\r\n", "xy")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n", "1\r\nx\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n", "1\r\nx\r\n0\r\n\r\n")]
    [InlineData("Content-Length : 1\r\n", "x")]
    [Trait("incident", "CVE-2025-55315")]
    public async Task A_request_with_two_ends_is_refused(string headers, string body)
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var monsters = await MonsterServer.StartAsync(installation);

        var answer = await monsters.RawAsync($"POST /scim/v2/x HTTP/1.1\r\nHost: x\r\n{headers}\r\n{body}{Second}");

        Assert.DoesNotContain("HTTP/1.1 200", answer, StringComparison.Ordinal);
        await monsters.LivesAsync(long.MaxValue);
    }
}
