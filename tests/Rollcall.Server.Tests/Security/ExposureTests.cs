using Rollcall.Core.Access;

namespace Rollcall.Server.Tests.Security;

/// <summary>Tokens seen where others can read them are marked, go on working, and are told of.</summary>
public sealed class ExposureTests(TestServer server)
{
    [Theory]
    [InlineData("{scim}/Users?access_token={token}")]
    [InlineData("/api/me?key={token}")]
    [InlineData("/anything/{token}/else")]
    [InlineData("/healthz?{token}")]
    public async Task A_token_in_a_url_is_marked_whoever_asks(string url)
    {
        var tenant = await Tenant.CreateAsync(server);
        using var nobody = server.Client();

        await nobody.ReadAsync(url.Replace("{scim}", tenant.Scim, StringComparison.Ordinal).Replace("{token}", tenant.Token, StringComparison.Ordinal));

        await IsExposedAsync(tenant);
        using var idp = tenant.Idp();
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        var journal = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=50")).Expect(200).Json.ToString();
        Assert.Contains("token or key exposed", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.Token[13..], journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_reports_one_and_a_revoked_one_is_no_finding()
    {
        var tenant = await Tenant.CreateAsync(server);
        var second = await tenant.TokenAsync();
        (await tenant.Operator.SendAsync(tenant.Path + "/exposures", """{"name":"rct_nothere0"}""")).Expect(404);
        (await tenant.Operator.SendAsync(tenant.Path + "/exposures", $$"""{"name":"{{tenant.Token[..12]}}"}""")).Expect(200);
        await IsExposedAsync(tenant);

        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/directories/{tenant.Directory}/tokens/{tenant.Token[..12]}")).Expect(200);

        using var idp = server.Client(second);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        Assert.DoesNotContain("RC111", (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=nobody")).Expect(200).Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_token_of_ours_marks_nothing()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var nobody = server.Client();
        await nobody.ReadAsync($"{tenant.Scim}/Users?x={TokenText.Create(CredentialKind.Directory).Reveal()}&y={tenant.Token[..12]}&z={tenant.Token[..^1]}");

        Assert.Equal("", (await tenant.Operator.ReadAsync($"{tenant.Path}/directories/{tenant.Directory}/tokens")).Expect(200)["items.0.exposed"]);
    }

    private static async Task IsExposedAsync(Tenant tenant)
    {
        Assert.NotEqual("", (await tenant.Operator.ReadAsync($"{tenant.Path}/directories/{tenant.Directory}/tokens")).Expect(200)["items.0.exposed"]);
        Assert.Contains("RC111", (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=nobody")).Expect(200).Json.ToString(), StringComparison.Ordinal);
    }
}
