using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Journal;

namespace Rollcall.Core.Tests.Directories;

/// <summary>Who pushes is told from the requests, and only by what no other client does (product rule 4).</summary>
public sealed class ProviderSignTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/Users?filter=x", "", true, false, "sign:entra-header")]
    [InlineData("/Users?aadOptscim062020", "", false, false, "sign:entra-flag")]
    [InlineData("/Users?startIndex=1&count=2", "Okta SCIM Client 1.0.0", false, false, "sign:okta-agent")]
    [InlineData("/Users?startIndex=1&", "OneLogin", false, true, "sign:onelogin-agent")]
    [InlineData("/Users?", "", false, true, "sign:onelogin-address")]
    [InlineData("/Users?", "", false, false, null)]
    [InlineData("/Users", "", false, true, null)]
    [InlineData("/Users", "JumpCloud-SCIM/2", false, false, "sign:jumpcloud-agent")]
    [InlineData("/Users", "PingFederate/11", false, false, "sign:ping-agent")]
    [InlineData("/Users", "ShippingBot/1.0 (skipping)", false, false, null)]
    [InlineData("/Users", "curl/8.0", false, false, null)]
    public void A_request_bears_the_sign_of_its_provider_or_none(string target, string agent, bool header, bool plainJson, string? sign) =>
        Assert.Equal(sign, ProviderSign.Of(new RequestGlimpse(agent, target, header, plainJson))?.Name);

    [Fact]
    public void Each_provider_is_named_once_the_one_seen_most_often_first_and_one_of_the_past_no_more()
    {
        var seen = Recognition.Of(
        [
            Mark("sign:entra-header", 40, Noon), Mark("sign:entra-flag", 5, Noon), Mark("sign:okta-agent", 90, Noon.AddDays(-1)),
            Mark("sign:onelogin-agent", 900, Noon.AddDays(-8)), Mark("op-case", 1000, Noon),
        ]);
        Assert.Equal(["sign:okta-agent", "sign:entra-header"], seen.Select(r => r.Sign.Name));
        Assert.Equal("40 requests with the header ADSCIMVersion, last 2026-11-26 12:00Z", seen[1].Reason);
        Assert.Empty(Recognition.Of([Mark("op-case", 1, Noon)]));
    }

    private static TrafficMark Mark(string mark, long number, DateTimeOffset last) => new(1, 7, mark, number, last, last);
}
