using System.Net;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>Only a trusted proxy's headers are believed, and what came over plain HTTP from elsewhere is refused (product rule 46).</summary>
public sealed class ForwardedTests(TestServer plain)
{
    private static readonly IPNetwork Loopback = new(IPAddress.Loopback, 32);

    [Fact]
    public async Task A_trusted_proxy_that_speaks_tls_to_its_client_is_let_in()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions { TrustedProxies = [Loopback] });
        var tenant = await Tenant.CreateAsync(server);

        Assert.Equal(200, await AskAsync(server, tenant, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")));
        Assert.Equal(200, await AskAsync(server, tenant));
    }

    [Fact]
    public async Task A_token_that_reached_the_proxy_in_plain_is_refused_and_marked()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions { TrustedProxies = [Loopback] });
        var tenant = await Tenant.CreateAsync(server);

        Assert.Equal(403, await AskAsync(server, tenant, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "http")));

        var journal = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=10")).Expect(200).Json.ToString();
        Assert.Contains("exposed", journal, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("incident", "CVE-2024-47070")]
    public async Task Nobody_elses_headers_are_believed()
    {
        var tenant = await Tenant.CreateAsync(plain);

        // From loopback in plain: allowed, whatever the headers claim.
        Assert.Equal(200, await AskAsync(plain, tenant, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "http")));
    }

    [Fact]
    public async Task Locations_come_from_the_configured_address_and_never_from_the_host_header()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions { PublicAddress = new Uri("https://scim.example.com/rollcall") });
        var tenant = await Tenant.CreateAsync(server);
        Assert.StartsWith("https://scim.example.com/rollcall/scim/v2/", tenant.BaseUrl, StringComparison.Ordinal);

        using var client = server.Client(tenant.Token);
        client.DefaultRequestHeaders.Host = "evil.example";
        var answer = await client.AskAsync(
            "POST", new Uri(tenant.BaseUrl).AbsolutePath["/rollcall".Length..] + "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a"}""", "application/scim+json");

        Assert.StartsWith(tenant.BaseUrl + "/Users/", answer.Expect(201)["meta.location"], StringComparison.Ordinal);
    }

    private static async Task<int> AskAsync(TestServer server, Tenant tenant, params (string Name, string Value)[] headers)
    {
        using var client = server.Client(tenant.Token);
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return (await client.ReadAsync(tenant.Scim + "/Users")).Status;
    }
}
