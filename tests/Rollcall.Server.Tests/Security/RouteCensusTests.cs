using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>Walks every endpoint that there is, with no credential and with every sort of bad one. A new endpoint is walked without being named here.</summary>
public sealed class RouteCensusTests(TestServer server)
{
    /// <summary>What asks for no credential; a new one must be written down here.</summary>
    private static readonly string[] Open = ["/healthz", "/readyz", "/openapi/{documentName}.json", "/client/v1/connect", "/events/v1/poll", "/.well-known/rollcall/{account}/jwks.json", "/metrics", "/oauth/token"];

    [Fact]
    public void Every_endpoint_says_whom_it_is_for()
    {
        var silent = Endpoints().Where(static e => e.Metadata.GetMetadata<Demand>() is null).Select(static e => e.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public void Only_these_ask_for_no_credential()
    {
        var open = Endpoints().Where(static e => e.Metadata.GetMetadata<Demand>() is Demand.Nothing or Demand.KeyIfAny or Demand.LocalOrOperator or Demand.OwnProof).Select(static e => e.RoutePattern.RawText!);

        Assert.Equal(Open.Order(StringComparer.Ordinal), open.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("incident", "CVE-2025-4210")]
    [Trait("incident", "ToolJet#16217")]
    [Trait("incident", "Atlas#175")]
    public async Task Nobody_gets_in_without_a_live_credential()
    {
        var tenant = await Tenant.CreateAsync(server);
        var stranger = await Tenant.CreateAsync(server);
        var (bad, walked) = (await BadCredentialsAsync(tenant), 0);
        using var client = server.Client();
        foreach (var (verb, path, isScim) in Requests(tenant))
        {
            foreach (var (name, authorization) in bad)
            {
                // A directory's token on another path is known, and refused for that.
                var answer = await client.AskAsync(verb, path, verb is "POST" or "PUT" or "PATCH" ? "{}" : null, authorization: authorization);
                Assert.True(answer.Status == 401, $"{verb} {path} with {name} answered {answer.Status}: {answer.Json}");
                Assert.NotEmpty(answer.Message.Headers.WwwAuthenticate);
                Assert.Equal(isScim ? "application/scim+json" : "application/problem+json", answer.Type);
                walked++;
            }

            foreach (var authorization in isScim ? [] : new[] { stranger.Token, await stranger.KeyAsync("administrator"), await stranger.KeyAsync("gateway") })
            {
                var answer = await client.AskAsync(verb, path, verb is "POST" or "PUT" or "PATCH" ? "{}" : null, authorization: "Bearer " + authorization);
                Assert.True(answer.Status is 401 or 403 or 404 || path == "/api/me", $"{verb} {path} with a stranger's credential answered {answer.Status}");
            }
        }

        Assert.True(walked > 200, $"Only {walked} requests were made.");
    }

    private static async Task<List<(string Name, string? Authorization)>> BadCredentialsAsync(Tenant tenant)
    {
        var revoked = await tenant.TokenAsync();
        var id = revoked[..12];
        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/directories/{tenant.Directory}/tokens/{id}")).Expect(200);
        var key = await tenant.KeyAsync("administrator");
        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/keys/{key[..12]}")).Expect(200);
        return
        [
            ("none", null),
            ("an empty one", ""),
            ("a blank token", "Bearer "),
            ("another scheme", "Basic YTpi"),
            ("garbage", "Bearer garbage"),
            ("a token well formed but unknown", "Bearer rct_AAAAAAAA_" + new string('A', 43)),
            ("a key well formed but unknown", "Bearer rck_AAAAAAAA_" + new string('A', 43)),
            ("a very long one", "Bearer " + new string('x', 4000)),
            ("a revoked token", "Bearer " + revoked),
            ("a revoked key", "Bearer " + key),
        ];
    }

    private IEnumerable<(string Verb, string Path, bool IsScim)> Requests(Tenant tenant)
    {
        foreach (var endpoint in Endpoints().Where(e => !Open.Contains(e.RoutePattern.RawText)))
        {
            var pattern = endpoint.RoutePattern.RawText!;
            var isScim = pattern.StartsWith("/scim", StringComparison.Ordinal);
            var path = pattern.Replace("{account}", isScim ? tenant.Id : tenant.Subdomain, StringComparison.Ordinal)
                .Replace("{directory}", tenant.Directory, StringComparison.Ordinal)
                .Replace("{**scimPath}", "Users", StringComparison.Ordinal)
                .Replace("{**rest}", "v2/Users", StringComparison.Ordinal)
                .Replace("{no:long}", "4096", StringComparison.Ordinal);
            path = path.Contains('{', StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Replace(path, "{[^}]*}", "x", System.Text.RegularExpressions.RegexOptions.NonBacktracking) : path;
            foreach (var verb in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "PATCH", "DELETE"])
            {
                yield return (verb, path, isScim);
            }
        }
    }

    private List<RouteEndpoint> Endpoints()
    {
        var found = server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(found.Count > 25);
        return found;
    }
}
