using Rollcall.Scim.AspNetCore.Tests;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Discovery tells the truth about the whole server too, not only about the protocol.</summary>
public sealed class DiscoveryTests(TestServer server)
{
    [Theory]
    [InlineData("entra")]
    [InlineData("generic")]
    public async Task Every_capability_that_is_advertised_is_there(string idp)
    {
        var tenant = await Tenant.CreateAsync(server, idp: idp);
        using var http = tenant.Idp();
        await new DiscoveryTruth(http, tenant.Scim).CheckAsync();
    }
}
