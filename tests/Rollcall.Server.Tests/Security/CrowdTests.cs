using Microsoft.Extensions.DependencyInjection;
using Rollcall.Server.Security;

namespace Rollcall.Server.Tests.Security;

/// <summary>Who keeps to 25 requests a second is never refused; who sends without end is, and alone.</summary>
public sealed class CrowdTests(TestServer server)
{
    [Fact]
    public void The_bound_lies_above_25_a_second_through_the_longest_outage_that_is_waited_out() => Assert.True(Crowd.Most > 25 * 60);

    [Fact]
    public async Task A_burst_is_answered_whole()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 300);
        using var idp = tenant.Idp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => idp.AskAsync(
            "POST", tenant.Scim + "/Users", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"burst{{n}}@acme.example"}""", "application/scim+json")));

        Assert.All(answers, static answer => Assert.Equal(201, answer.Status));
    }

    [Fact]
    public async Task One_account_too_many_is_told_to_wait_and_the_others_are_served()
    {
        var (noisy, quiet) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        var crowd = server.Server.Services.GetRequiredService<Crowd>();
        var account = await NumberAsync(noisy);
        using var noisyIdp = noisy.Idp();
        using var quietIdp = quiet.Idp();
        for (var n = 0; n < Crowd.Most; n++)
        {
            Assert.True(crowd.TryEnter(account));
        }

        var refused = (await noisyIdp.ReadAsync(noisy.Scim + "/Users")).Expect(429);
        Assert.Equal("application/scim+json", refused.Type);
        Assert.NotNull(refused.Message.Headers.RetryAfter);
        (await quietIdp.ReadAsync(quiet.Scim + "/Users")).Expect(200);

        // Room for two: an answer is read before its place is free.
        crowd.Leave(account);
        crowd.Leave(account);
        (await noisyIdp.ReadAsync(noisy.Scim + "/Users")).Expect(200);
        (await noisyIdp.ReadAsync(noisy.Scim + "/Users")).Expect(200);
        for (var n = 2; n < Crowd.Most; n++)
        {
            crowd.Leave(account);
        }
    }

    private async Task<long> NumberAsync(Tenant tenant)
    {
        var accounts = server.Server.Services.GetRequiredService<Core.Accounts.AccountRegister>();
        return (await accounts.FindByTextAsync(tenant.Id, TestContext.Current.CancellationToken))!.Number;
    }
}
