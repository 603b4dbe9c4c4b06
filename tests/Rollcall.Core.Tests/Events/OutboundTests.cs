using System.Net;
using System.Net.Sockets;
using Rollcall.Core.Events;
using Rollcall.Core.Events.Outbound;

namespace Rollcall.Core.Tests.Events;

/// <summary>Where our own requests may go.</summary>
public sealed class OutboundTests
{
    public static TheoryData<string, string> Addresses => Tables.Read("addresses.cases");

    public static TheoryData<string, string> Urls => Tables.Read("urls.cases");

    [Theory, MemberData(nameof(Addresses))]
    [Trait("incident", "CVE-2026-5469")]
    public void An_address_is_public_or_not(string address, string expected) =>
        Assert.Equal(expected, OutboundRules.IsPublic(IPAddress.Parse(address)) ? "public" : "special");

    [Theory, MemberData(nameof(Urls))]
    public void A_url_is_refused_before_anything_is_sent(string input, string expected)
    {
        var parts = input.Split(" with ");
        var rules = OutboundRules.Parse(parts.Length > 1 ? parts[1] : "")!;
        Assert.Equal(expected, rules.RefuseUrl(parts[0]) is null ? "allowed" : "refused");
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("http://x")]
    [InlineData("a b")]
    public void What_is_no_rule_is_not_read(string text) => Assert.Null(OutboundRules.Parse(text));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    [Trait("incident", "GHSA-gf3v-98g2-qffx")]
    public async Task A_name_that_leads_inwards_gets_no_byte(string inwards)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new OutboundClient(OutboundRules.PublicOnly, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(inwards)]));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://rebinding.example:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        await Assert.ThrowsAsync<OutboundRefusedException>(() => client.SendAsync(request, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Plain_http_goes_only_where_the_operator_said()
    {
        using var client = new OutboundClient(OutboundRules.Parse("10.1.0.0/16")!, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8")]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://plain.example/");
        var refused = await Assert.ThrowsAsync<OutboundRefusedException>(() => client.SendAsync(request, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Contains("https", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The example of the Standard Webhooks libraries.</summary>
    [Fact]
    public void A_webhook_is_signed_as_its_standard_has_it() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));
}
