namespace Rollcall.Server.Tests.Intake;

/// <summary>An answer that has arrived is not given twice; those that have not are tried where processes are killed.</summary>
public sealed class RepeatTests(TestServer server)
{
    [Fact]
    public async Task A_create_that_was_answered_is_a_conflict_the_second_time()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna@acme.example", "anna@acme.example");
        using var idp = tenant.Idp();
        const string Body = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"x-anna@acme.example","userName":"anna@acme.example","active":true,"emails":[{"type":"work","primary":true,"value":"anna@acme.example"}]}""";

        for (var time = 0; time < 3; time++)
        {
            (await idp.AskAsync("POST", tenant.Scim + "/Users", Body, "application/scim+json")).Expect(409);
        }
    }
}
