using Rollcall.Core.Events.Outbound;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Workload identity federation (RFC 7523) over HTTP, with an issuer of ours on loopback.</summary>
public sealed class AssertionTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Fact]
    public async Task A_client_without_a_secret_shows_an_assertion_and_pushes()
    {
        await using var issuer = await LoopbackIssuer.StartAsync();
        await using var server = await StartAsync();
        var (tenant, client) = await ClientAsync(server);
        Assert.Equal("", client.Secret);
        Assert.Equal("invalid_client", (await AskAsync(client, issuer.Sign())).Expect(401)["error"]);
        var trust = (await TrustAsync(tenant, client, issuer.Url)).Expect(201);

        var granted = (await AskAsync(client, issuer.Sign())).Expect(200);
        using var idp = server.Client(granted["access_token"]);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        // Entra ID's assertions have no jti, and are sent until they expire.
        var same = issuer.Sign();
        (await AskAsync(client, same)).Expect(200);
        (await AskAsync(client, same)).Expect(200);
        Assert.Equal(1, issuer.Asked);

        foreach (var (assertion, word) in new[] { (issuer.Sign(subject: "object-2"), "subject"), (issuer.Sign()[..^4] + "AAAA", "keys"), ("a.b.c", "JWT") })
        {
            var refused = (await AskAsync(client, assertion)).Expect(401);
            Assert.Contains(word, refused["error_description"], StringComparison.Ordinal);
        }

        (await tenant.Operator.AskAsync("DELETE", $"{client.Path}/trusts/{trust["id"]}")).Expect(200);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(401);
        Assert.Contains("revoked", (await AskAsync(client, issuer.Sign())).Expect(401)["error_description"], StringComparison.Ordinal);
        var journal = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=50")).Expect(200).Json.ToString();
        Assert.Contains(trust["prefix"], journal, StringComparison.Ordinal);
        Assert.DoesNotContain(same[^40..], journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assertion_with_a_name_is_taken_once_and_by_one_of_many()
    {
        await using var issuer = await LoopbackIssuer.StartAsync();
        await using var server = await StartAsync();
        var (tenant, client) = await ClientAsync(server);
        (await TrustAsync(tenant, client, issuer.Url)).Expect(201);
        var assertion = issuer.Sign(",\"jti\":\"one\"");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(client, assertion)));

        Assert.Single(answers, static a => a.Status == 200);
        Assert.All(answers.Where(static a => a.Status != 200), static a => Assert.Contains("shown before", a.Expect(401)["error_description"], StringComparison.Ordinal));
        (await AskAsync(client, issuer.Sign(",\"jti\":\"two\""))).Expect(200);
    }

    [Theory]
    [InlineData("/moved")]
    [InlineData("/flood")]
    [InlineData("/nothing")]
    public async Task An_issuer_whose_keys_cannot_be_had_is_an_outage_and_no_refusal(string path)
    {
        await using var issuer = await LoopbackIssuer.StartAsync();
        await using var server = await StartAsync();
        var (tenant, client) = await ClientAsync(server);
        (await TrustAsync(tenant, client, issuer.Url, issuer.Root + path)).Expect(201);

        var answer = (await AskAsync(client, issuer.Sign())).Expect(503);

        Assert.Equal("temporarily_unavailable", answer["error"]);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
        Assert.Equal(0, issuer.Asked);
    }

    [Fact]
    public async Task An_issuer_where_the_operator_allows_no_requests_is_refused_and_never_asked()
    {
        await using var issuer = await LoopbackIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions());
        var (tenant, client) = await ClientAsync(server);
        foreach (var url in new[] { issuer.Url, "http://169.254.169.254/latest", "https://127.0.0.1/x", "https://[::ffff:10.0.0.1]/", "https://user@login.example/", "ftp://x.example", "x" })
        {
            Assert.Equal("outbound-refused", (await TrustAsync(tenant, client, url)).Expect(400)["code"]);
        }

        // A name may lead here all the same; that shows when it is connected to.
        var named = issuer.Url.Replace("http://127.0.0.1", "https://localhost", StringComparison.Ordinal);
        (await TrustAsync(tenant, client, named)).Expect(201);
        Assert.Equal("temporarily_unavailable", (await AskAsync(client, issuer.Sign(issuer: named))).Expect(503)["error"]);
        Assert.Equal(0, issuer.Asked);
    }

    [Theory]
    [InlineData("client_assertion={a}&client_assertion_type=other&client_id={id}", "invalid_request")]
    [InlineData("client_assertion={a}&client_id={id}", "invalid_request")]
    [InlineData("client_assertion={a}&client_assertion_type={t}", "invalid_request")]
    [InlineData("client_assertion={a}&client_assertion_type={t}&client_id={id}&client_secret=x", "invalid_request")]
    public async Task An_assertion_comes_whole_and_alone(string body, string error)
    {
        await using var server = await StartAsync();
        var (_, client) = await ClientAsync(server);
        var text = body.Replace("{a}", "a.b.c", StringComparison.Ordinal).Replace("{t}", Uri.EscapeDataString(Type), StringComparison.Ordinal).Replace("{id}", client.Id, StringComparison.Ordinal);
        using var http = server.Client();

        Assert.Equal(error, (await http.AskAsync("POST", "/oauth/token", "grant_type=client_credentials&" + text, Form)).Expect(400)["error"]);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(static _ => new ServerOptions { Outbound = OutboundRules.Parse("loopback")! });

    private static async Task<(Tenant Tenant, OAuthClient Client)> ClientAsync(TestServer server)
    {
        var tenant = await Tenant.CreateAsync(server);
        return (tenant, await OAuthClient.CreateAsync(tenant, """{"label":"wif","noSecret":true}"""));
    }

    private static Task<Answered> TrustAsync(Tenant tenant, OAuthClient client, string issuer, string? keys = null) => tenant.Operator.SendAsync(
        client.Path + "/trusts",
        $$"""{"issuer":"{{issuer}}","audience":"api://rollcall","subject":"object-1"{{(keys is null ? "" : $",\"jwksUri\":\"{keys}\"")}}}""");

    private static async Task<Answered> AskAsync(OAuthClient client, string assertion)
    {
        using var http = client.Server.Client();
        return await http.AskAsync(
            "POST",
            "/oauth/token",
            $"grant_type=client_credentials&scope=scim&client_id={client.Id}&client_assertion_type={Uri.EscapeDataString(Type)}&client_assertion={assertion}",
            Form);
    }
}
