using System.Net;
using Microsoft.AspNetCore.Http;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>When a secret may have been read on its way.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData("http", "127.0.0.1", false, null, false)]
    [InlineData("http", "::1", false, null, false)]
    [InlineData("http", "::ffff:127.0.0.1", false, null, false)]
    [InlineData("http", "10.0.0.7", false, null, true)]
    [InlineData("https", "10.0.0.7", false, null, false)]
    [InlineData("http", "10.0.0.7", true, null, false)]
    [InlineData("http", "10.0.0.7", true, "http", true)]
    [InlineData("https", "10.0.0.7", true, "http", false)]
    [Trait("incident", "asvs-4.1.2-http-redirect")]
    public void Plain_http_from_elsewhere_is_exposed(string scheme, string peer, bool trusted, string? saidBefore, bool exposed)
    {
        var http = new DefaultHttpContext();
        http.Request.Scheme = scheme;
        http.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.9");
        if (saidBefore is not null)
        {
            http.Request.Headers["X-Original-Proto"] = saidBefore;
        }

        Assert.Equal(exposed, new Wire { Peer = IPAddress.Parse(peer), IsTrustedProxy = trusted }.IsExposed(http.Request));
    }

    [Fact]
    public void The_operator_socket_is_never_exposed() => Assert.False(new Wire { IsOperatorSocket = true }.IsExposed(new DefaultHttpContext().Request));
}
