using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>The door of /scim (product rules 3, 9 and 46), and what the journal keeps of who was refused there.</summary>
public sealed class ScimDoorTests(TestServer server)
{
    [Theory]
    [InlineData("/scim")]
    [InlineData("/scim/v2")]
    [InlineData("/scim/v2/Users")]
    [InlineData("/scim/v2/nothing/like/this")]
    [InlineData("/SCIM/v2/Users")]
    public async Task Without_a_token_it_is_401_whatever_the_path(string path)
    {
        using var client = server.Client();
        var answer = (await client.ReadAsync(path)).Expect(401);

        Assert.Equal("application/scim+json", answer.Type);
        Assert.Equal("Bearer", Assert.Single(answer.Message.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("401", answer["status"]);
    }

    [Theory]
    [InlineData("/scim/v2/Users")]
    [InlineData("{other}/Users")]
    [InlineData("{cut}/Users")]
    [Trait("incident", "CVE-2025-55241")]
    [Trait("incident", "vouch#310")]
    public async Task A_known_token_elsewhere_learns_its_own_base_url_and_nothing_else(string path)
    {
        var (mine, theirs) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        using var idp = mine.Idp();

        var answer = (await idp.ReadAsync(path.Replace("{other}", theirs.Scim, StringComparison.Ordinal).Replace("{cut}", mine.Scim[..^3], StringComparison.Ordinal))).Expect(403);

        Assert.Contains(mine.BaseUrl, answer["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Id, answer.Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_at_a_door_is_seen_on_both_sides_but_named_only_on_his_own()
    {
        var (mine, theirs) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        using var idp = mine.Idp();
        (await idp.ReadAsync(theirs.Scim + "/Users")).Expect(403);

        var seen = await LinesAsync(theirs, "unauthorized");
        Assert.Equal(("403", "wrongDirectory", "-"), (seen["status"], seen["code"], seen["actor"]));
        var own = await LinesAsync(mine, "refusal");
        Assert.Equal((mine.Token[..12], "wrongDirectory"), (own["actor"], own["code"]));
    }

    [Theory]
    [InlineData("disable", 403, "RC105")]
    [InlineData("pause", 503, "RC106")]
    public async Task A_directory_that_takes_no_requests_says_so(string verb, int status, string code)
    {
        var tenant = await Tenant.CreateAsync(server);
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/{verb}")).Expect(200);
        using var idp = tenant.Idp();

        var answer = (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(status);

        Assert.StartsWith(code, answer["detail"], StringComparison.Ordinal);
        Assert.Equal(status == 503, answer.Message.Headers.RetryAfter is not null);
        (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/enable")).Expect(200);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
    }

    [Fact]
    public async Task A_suspended_account_refuses_scim_and_connecting()
    {
        var tenant = await Tenant.CreateAsync(server);
        (await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"state":"suspended"}""")).Expect(200);
        using var idp = tenant.Idp();
        using var gateway = server.Client(await tenant.KeyAsync("gateway"));

        Assert.StartsWith("RC109", (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(403)["detail"], StringComparison.Ordinal);
        Assert.Equal("accountSuspended", (await gateway.SendAsync("/client/v1/connect", """{"email":"a@b.example"}""")).Expect(200)["code"]);
    }

    [Fact]
    [Trait("incident", "jumpcloud-2023-07")]
    public async Task A_revoked_token_is_refused_from_the_next_request_on()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);

        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/directories/{tenant.Directory}/tokens/{tenant.Token[..12]}")).Expect(200);

        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(401);
        Assert.Equal("tokenRevoked", (await LinesAsync(tenant, "unauthorized"))["code"]);
    }

    [Fact]
    [Trait("incident", "cloudflare-2023-11")]
    public async Task Two_tokens_live_at_once_and_a_third_is_refused()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var second = server.Client(await tenant.TokenAsync());
        using var first = tenant.Idp();
        (await first.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        (await second.ReadAsync(tenant.Scim + "/Users")).Expect(200);

        var refused = (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/tokens", "{}")).Expect(409);

        Assert.Contains("token revoke", refused["remedy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_names_no_directory_is_kept_in_the_operators_own_log()
    {
        using var client = server.Client();
        (await client.ReadAsync("/scim/v2/nowhere-in-particular")).Expect(401);
        var log = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Rollcall.Core.Journal.ExchangeLog>(server.Server.Services);
        await log.FlushAsync();
        var reader = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Rollcall.Core.Journal.JournalReader>(server.Server.Services);

        var kept = await reader.OfDirectoryAsync(0, null, Rollcall.Core.Journal.ExchangeKind.Unauthorized, 1000, TestContext.Current.CancellationToken);

        // Other tests fill the same bounded log; beyond its bound this request is counted instead.
        var counts = await reader.CountsAsync(0, 0, DateTimeOffset.UnixEpoch, 1000, TestContext.Current.CancellationToken);
        Assert.True(kept.Exists(static e => e.Route == "/scim/v2/nowhere-in-particular") || counts.Count > 0);
    }

    private static async Task<Answered> LinesAsync(Tenant tenant, string kind)
    {
        var page = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=50")).Expect(200);
        var line = page.Json.GetProperty("items").EnumerateArray().Last(item => item.GetProperty("kind").GetString() == kind);
        return page with { Json = line };
    }
}
