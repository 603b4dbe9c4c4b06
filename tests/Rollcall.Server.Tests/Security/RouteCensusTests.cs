using Rollcall.Server.Hosting;
using Rollcall.Server.Tests.Intake;

namespace Rollcall.Server.Tests.Security;

/// <summary>Walks every endpoint that there is, with no credential and with every sort of bad one. A new endpoint is walked without being named here.</summary>
public sealed class RouteCensusTests(TestServer server)
{
    private const string Marker = "only-here-is-she";

    [Fact]
    public void Every_endpoint_says_whom_it_is_for()
    {
        var silent = RouteWalk.Endpoints(server).Where(static e => e.Metadata.GetMetadata<Demand>() is null).Select(static e => e.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public void Only_these_ask_for_no_credential()
    {
        var open = RouteWalk.Endpoints(server).Where(static e => e.Metadata.GetMetadata<Demand>() is Demand.Nothing or Demand.KeyIfAny or Demand.LocalOrOperator or Demand.OwnProof).Select(static e => e.RoutePattern.RawText!);

        Assert.Equal(RouteWalk.Open.Order(StringComparer.Ordinal), open.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
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
        await tenant.PushAsync(Marker);
        string[] foreign =
        [
            stranger.Token, await stranger.KeyAsync("administrator"), await stranger.KeyAsync("support"), await stranger.KeyAsync("gateway"),
            (await (await OAuthClient.CreateAsync(stranger)).AskAsync()).Expect(200)["access_token"],
        ];
        using var client = server.Client();
        foreach (var (verb, path, isScim) in RouteWalk.Closed(server, tenant))
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

            foreach (var authorization in foreign)
            {
                var answer = await client.AskAsync(verb, path, verb is "POST" or "PUT" or "PATCH" ? "{}" : null, authorization: "Bearer " + authorization);
                Assert.True(answer.Status is 401 or 403 or 404 || path == "/api/me", $"{verb} {path} with a stranger's credential answered {answer.Status}");
                Assert.DoesNotContain(Marker, answer.Json.ToString(), StringComparison.Ordinal);
            }
        }

        Assert.True(walked > 200, $"Only {walked} requests were made.");
    }

    [Fact]
    public async Task What_has_expired_opens_nothing()
    {
        var time = new LateTime();
        await using var own = await TestServer.StartAsync(static _ => new ServerOptions(), time);
        var tenant = await Tenant.CreateAsync(own);
        var access = (await (await OAuthClient.CreateAsync(tenant)).AskAsync()).Expect(200)["access_token"];
        var operators = (await tenant.Operator.SendAsync("/api/operators/keys", """{"label":"test"}""")).Expect(201)["key"];
        string[] expired = [tenant.Token, access, operators, await tenant.KeyAsync("administrator"), await tenant.KeyAsync("support"), await tenant.KeyAsync("gateway")];
        time.Ahead = TimeSpan.FromDays(366);
        using var client = own.Client();
        foreach (var (verb, path, _) in RouteWalk.Closed(own, tenant))
        {
            foreach (var authorization in expired)
            {
                var answer = await client.AskAsync(verb, path, verb is "POST" or "PUT" or "PATCH" ? "{}" : null, authorization: "Bearer " + authorization);
                Assert.True(answer.Status == 401, $"{verb} {path} with {authorization[..12]} answered {answer.Status}: {answer.Json}");
            }
        }
    }

    private static async Task<List<(string Name, string? Authorization)>> BadCredentialsAsync(Tenant tenant)
    {
        var revoked = await tenant.TokenAsync();
        var id = revoked[..12];
        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/directories/{tenant.Directory}/tokens/{id}")).Expect(200);
        var key = await tenant.KeyAsync("administrator");
        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/keys/{key[..12]}")).Expect(200);
        var oauth = await OAuthClient.CreateAsync(tenant);
        var access = (await oauth.AskAsync()).Expect(200)["access_token"];
        (await tenant.Operator.AskAsync("DELETE", $"{oauth.Path}/secrets/{oauth.Secret[..12]}")).Expect(200);
        var live = (await tenant.Operator.SendAsync(oauth.Path + "/secrets", "{}")).Expect(201)["clientSecret"];
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
            ("a blank one of many spaces", "Bearer      "),
            ("two at once", $"Bearer {tenant.Token} {tenant.Token}"),
            ("a client's secret, which opens nothing itself", "Bearer " + live),
            ("an access token of a revoked secret", "Bearer " + access),
            ("an unsigned token", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."),
            ("a live token in the wrong case", "Bearer " + tenant.Token.ToUpperInvariant()),
        ];
    }
}
