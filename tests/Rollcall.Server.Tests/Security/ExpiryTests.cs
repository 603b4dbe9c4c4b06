using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>Tokens and keys past their time.</summary>
public sealed class ExpiryTests
{
    [Fact]
    [Trait("incident", "omicron#9260")]
    public async Task An_expired_credential_is_refused_and_says_so_to_who_knows_it()
    {
        var time = new LateTime();
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions(), time);
        var tenant = await Tenant.CreateAsync(server);
        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/directories/{tenant.Directory}/tokens/{tenant.Token[..12]}")).Expect(200);
        using var idp = server.Client(await tenant.TokenAsync("""{"expiresInDays":1}"""));
        var issued = (await tenant.Operator.SendAsync(tenant.Path + "/keys", """{"kind":"administrator","label":"short","expiresInDays":1}""")).Expect(201);
        using var admin = server.Client(issued["key"]);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        (await admin.ReadAsync(tenant.Path)).Expect(200);

        time.Ahead = TimeSpan.FromDays(2);

        Assert.StartsWith("RC104", (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(401)["detail"], StringComparison.Ordinal);
        Assert.Contains("expired", (await admin.ReadAsync(tenant.Path)).Expect(401)["detail"], StringComparison.Ordinal);
        Assert.Equal("expired", (await tenant.Operator.ReadAsync(tenant.Path + "/keys")).Expect(200)["items.0.state"]);
        Assert.Contains("tokenExpired", (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=20")).Expect(200).Json.ToString(), StringComparison.Ordinal);
    }
}
