using System.Net.Http.Headers;
using System.Text;
using Rollcall.Server.Hosting;
using Rollcall.Server.Intake.Tokens;

namespace Rollcall.Server.Tests.Intake;

/// <summary>The token endpoint (RFC 6749) and what an access token opens.</summary>
public sealed class TokenTests(TestServer server)
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("basic")]
    [InlineData("post")]
    public async Task A_secret_is_exchanged_for_an_access_token_that_opens_the_directory(string way)
    {
        var tenant = await Tenant.CreateAsync(server);
        var client = await OAuthClient.CreateAsync(tenant);

        var answer = (await client.AskAsync(way)).Expect(200);

        Assert.Equal(("Bearer", "scim", "3600"), (answer["token_type"], answer["scope"], answer["expires_in"]));
        Assert.Equal(("no-store", "no-cache"), (answer.Message.Headers.CacheControl!.ToString(), answer.Message.Headers.Pragma.ToString()));
        using var idp = server.Client(answer["access_token"]);
        (await idp.ReadAsync(tenant.Scim + "/Users?startIndex=1&count=2")).Expect(200);
        (await idp.AskAsync("POST", tenant.Scim + "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"anna"}""", "application/scim+json")).Expect(201);
        var journal = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=50")).Expect(200).Json.ToString();
        Assert.Contains(client.Secret[..12], journal, StringComparison.Ordinal);
        Assert.Contains("/oauth/token", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Secret[13..], journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_secret_nor_the_access_token_opens_anything_else()
    {
        var (tenant, other) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        var client = await OAuthClient.CreateAsync(tenant);
        var access = (await client.AskAsync()).Expect(200)["access_token"];

        using var secret = server.Client(client.Secret);
        (await secret.ReadAsync(tenant.Scim + "/Users")).Expect(401);
        (await secret.ReadAsync(tenant.Path)).Expect(401);
        using var token = server.Client(access);
        (await token.ReadAsync(tenant.Path)).Expect(401);
        (await token.ReadAsync("/api/me")).Expect(401);
        Assert.Contains(tenant.BaseUrl, (await token.ReadAsync(other.Scim + "/Users")).Expect(403)["detail"], StringComparison.Ordinal);
        using var cut = server.Client(access[..^2] + (access.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA"));
        (await cut.ReadAsync(tenant.Scim + "/Users")).Expect(401);
    }

    [Fact]
    public async Task Two_secrets_live_side_by_side_and_revoking_one_ends_its_access_tokens_at_once()
    {
        var tenant = await Tenant.CreateAsync(server);
        var first = await OAuthClient.CreateAsync(tenant);
        var second = first with { Secret = (await tenant.Operator.SendAsync(first.Path + "/secrets", "{}")).Expect(201)["clientSecret"] };
        (await tenant.Operator.SendAsync(first.Path + "/secrets", "{}")).Expect(409);
        using var old = server.Client((await first.AskAsync()).Expect(200)["access_token"]);
        using var @new = server.Client((await second.AskAsync()).Expect(200)["access_token"]);
        (await old.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        (await @new.ReadAsync(tenant.Scim + "/Users")).Expect(200);

        (await tenant.Operator.AskAsync("DELETE", $"{first.Path}/secrets/{first.Secret[..12]}")).Expect(200);

        (await old.ReadAsync(tenant.Scim + "/Users")).Expect(401);
        (await @new.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        var refused = (await first.AskAsync()).Expect(401);
        Assert.Equal("invalid_client", refused["error"]);
        Assert.Contains("revoked", refused["error_description"], StringComparison.Ordinal);
        var third = (await tenant.Operator.SendAsync(first.Path + "/secrets", "{}")).Expect(201);
        Assert.Equal("1", third["about.slot"]);

        (await tenant.Operator.AskAsync("DELETE", first.Path)).Expect(200);
        (await @new.ReadAsync(tenant.Scim + "/Users")).Expect(401);
        (await second.AskAsync()).Expect(401);
        Assert.Equal(0, (await tenant.Operator.ReadAsync($"{tenant.Path}/directories/{tenant.Directory}/oauth-clients")).Expect(200).Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id={id}", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret=", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=00000000000000000000000000000000&client_secret={secret}", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=nobody&client_secret={secret}", 401, "invalid_client")]
    [InlineData("client_id={id}&client_secret={secret}", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials&client_id={id}&client_secret={secret}", 400, "invalid_request")]
    [InlineData("grant_type=password&client_id={id}&client_secret={secret}", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=%00", 400, "invalid_scope")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope={long}", 400, "invalid_scope")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret={secret}&x={huge}", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=scim+other&resource=x", 200, "")]
    [Trait("incident", "CVE-2026-4634")]
    public async Task Whatever_is_sent_is_judged_as_the_rfc_says(string body, int status, string error)
    {
        var client = await OAuthClient.CreateAsync(await Tenant.CreateAsync(server));
        var text = body.Replace("{id}", client.Id, StringComparison.Ordinal).Replace("{secret}", client.Secret, StringComparison.Ordinal)
            .Replace("{long}", new string('x', 1001), StringComparison.Ordinal).Replace("{huge}", new string('x', 20_000), StringComparison.Ordinal);
        using var http = server.Client();

        var answer = (await http.AskAsync("POST", "/oauth/token", text, Form)).Expect(status);

        Assert.Equal(error, answer["error"]);
        Assert.Equal("application/json", answer.Type);
        Assert.Equal(status == 401, answer.Message.Headers.WwwAuthenticate.Count > 0);
        Assert.DoesNotContain('"', answer["error_description"]);
        Assert.DoesNotContain(client.Secret[13..], answer["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_says_who_it_is_in_one_way()
    {
        var client = await OAuthClient.CreateAsync(await Tenant.CreateAsync(server));
        using var http = server.Client();
        var basic = client.Basic();
        (await http.AskAsync("POST", "/oauth/token", $"grant_type=client_credentials&client_id={client.Id}", Form, basic)).Expect(200);
        Assert.Equal("invalid_request", (await http.AskAsync("POST", "/oauth/token", $"grant_type=client_credentials&client_secret={client.Secret}", Form, basic)).Expect(400)["error"]);
        Assert.Equal("invalid_request", (await http.AskAsync("POST", "/oauth/token", "grant_type=client_credentials&client_id=other", Form, basic)).Expect(400)["error"]);
        Assert.Equal("invalid_request", (await http.AskAsync("POST", "/oauth/token", """{"grant_type":"client_credentials"}""", authorization: basic)).Expect(400)["error"]);
        foreach (var header in new[] { "Basic", "Basic ", "Basic !!", "Basic OjpY", "Bearer " + client.Secret, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(client.Id)) })
        {
            Assert.Equal("invalid_client", (await http.AskAsync("POST", "/oauth/token", "grant_type=client_credentials", Form, header)).Expect(401)["error"]);
        }

        (await http.AskAsync("GET", "/oauth/token")).Expect(405);
    }

    [Fact]
    public async Task An_access_token_ends_with_its_time_and_the_next_one_begins()
    {
        var time = new LateTime();
        await using var own = await TestServer.StartAsync(static _ => new ServerOptions(), time);
        var tenant = await Tenant.CreateAsync(own);
        var client = await OAuthClient.CreateAsync(tenant, """{"label":"oauth","tokenMinutes":120,"expiresInDays":1}""");
        var answer = (await client.AskAsync()).Expect(200);
        Assert.Equal("7200", answer["expires_in"]);
        using var idp = own.Client(answer["access_token"]);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);

        time.Ahead = TimeSpan.FromMinutes(121);
        var over = (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(401);
        Assert.StartsWith("RC104", over["detail"], StringComparison.Ordinal);
        Assert.Contains("token endpoint", over["detail"], StringComparison.Ordinal);
        Assert.NotEmpty(over.Message.Headers.WwwAuthenticate);
        (await client.AskAsync()).Expect(200);

        // The last hour of the secret: the access token lives no longer than it.
        time.Ahead = TimeSpan.FromHours(23.5);
        Assert.InRange(int.Parse((await client.AskAsync()).Expect(200)["expires_in"], System.Globalization.CultureInfo.InvariantCulture), 1, 1800);
        time.Ahead = TimeSpan.FromHours(24.5);
        Assert.Contains("expired", (await client.AskAsync()).Expect(401)["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_the_guesser_alone()
    {
        await using var own = await TestServer.StartAsync(static _ => new ServerOptions());
        var tenant = await Tenant.CreateAsync(own);
        var (victim, other) = (await OAuthClient.CreateAsync(tenant), await OAuthClient.CreateAsync(tenant, """{"label":"two"}"""));
        for (var i = 0; i < GuessBound.ForClient; i++)
        {
            (await (victim with { Secret = "rcs_AAAAAAAA_" + new string('A', 43) }).AskAsync()).Expect(401);
        }

        var slowed = (await victim.AskAsync()).Expect(429);
        Assert.NotNull(slowed.Message.Headers.RetryAfter);
        (await other.AskAsync()).Expect(200);
    }

    [Fact]
    public async Task A_paused_directory_gets_its_token_and_is_told_by_the_request_itself()
    {
        var tenant = await Tenant.CreateAsync(server);
        var client = await OAuthClient.CreateAsync(tenant);
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/pause")).Expect(200);

        using var idp = server.Client((await client.AskAsync()).Expect(200)["access_token"]);

        Assert.StartsWith("RC106", (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(503)["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_seen_at_the_directory_of_the_client_it_was_sent_for()
    {
        var tenant = await Tenant.CreateAsync(server);
        var client = await OAuthClient.CreateAsync(tenant);
        (await (client with { Secret = "rcs_Stranger_" + new string('A', 43) }).AskAsync()).Expect(401);

        var journal = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=20")).Expect(200).Json.ToString();

        Assert.Contains("rcs_Stranger", journal, StringComparison.Ordinal);
        Assert.Contains("tokenUnknown", journal, StringComparison.Ordinal);
    }
}

/// <summary>An OAuth client of a tenant's directory.</summary>
internal sealed record OAuthClient(TestServer Server, string Path, string Id, string Secret)
{
    public static async Task<OAuthClient> CreateAsync(Tenant tenant, string wish = """{"label":"oauth"}""")
    {
        var path = $"{tenant.Path}/directories/{tenant.Directory}/oauth-clients";
        var made = (await tenant.Operator.SendAsync(path, wish)).Expect(201);
        Assert.EndsWith("/oauth/token", made["tokenUrl"], StringComparison.Ordinal);
        Assert.Equal(tenant.BaseUrl, made["baseUrl"]);
        return new OAuthClient(tenant.Server, $"{path}/{made["clientId"]}", made["clientId"], made["clientSecret"]);
    }

    public string Basic() => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Id}:{Secret}"))).ToString();

    public async Task<Answered> AskAsync(string way = "post")
    {
        using var http = Server.Client();
        return way == "basic"
            ? await http.AskAsync("POST", "/oauth/token", "grant_type=client_credentials&scope=scim", "application/x-www-form-urlencoded", Basic())
            : await http.AskAsync("POST", "/oauth/token", $"grant_type=client_credentials&client_id={Id}&client_secret={Secret}", "application/x-www-form-urlencoded; charset=utf-8");
    }
}
