namespace Rollcall.Server.Tests.Client;

/// <summary>Connecting (product rules 28 to 30).</summary>
public sealed class ConnectTests(TestServer server)
{
    [Fact]
    public async Task A_gateway_hears_the_decision_and_its_reason()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 1);
        await tenant.PushAsync("anna", "anna@acme.example");
        await tenant.PushAsync("bert", "bert@acme.example");
        await tenant.PushAsync("carl", "carl@acme.example", active: false);
        using var gateway = server.Client(await tenant.KeyAsync("gateway"));

        Assert.Equal("allowed", (await AskAsync(gateway, "Anna@ACME.example"))["decision"]);
        Assert.Equal("waiting", (await AskAsync(gateway, "bert@acme.example"))["code"]);
        Assert.Equal("inactive", (await AskAsync(gateway, "carl@acme.example"))["code"]);
        Assert.Equal("userNotFound", (await AskAsync(gateway, "nobody@acme.example"))["code"]);
        Assert.Equal("accountUnknown", (await gateway.SendAsync("/client/v1/connect", """{"email":"anna@acme.example","subdomain":"elsewhere"}""")).Expect(200)["code"]);
    }

    [Fact]
    [Trait("incident", "CVE-2023-39522")]
    public async Task Without_proof_everybody_hears_the_same()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna", "anna@acme.example");
        var support = await tenant.KeyAsync("support");
        using var client = server.Client();
        var heard = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (email, subdomain, key) in new (string, string, string?)[]
        {
            ("anna@acme.example", tenant.Subdomain, null), ("nobody@acme.example", tenant.Subdomain, null), ("anna@acme.example", "no-such-account", null),
            ("not an address", tenant.Subdomain, null), ("anna@acme.example", tenant.Subdomain, support), ("anna@acme.example", tenant.Subdomain, "garbage"),
            ("anna@acme.example", tenant.Subdomain, tenant.Token),
        })
        {
            var answer = (await client.AskAsync("POST", "/client/v1/connect", $$"""{"email":"{{email}}","subdomain":"{{subdomain}}"}""", authorization: key is null ? null : "Bearer " + key)).Expect(403);
            heard.Add(answer.Json.ToString().Replace(answer["reference"], "REF", StringComparison.Ordinal));
            Assert.Matches("^REF-[0-9A-Z]{12}$", answer["reference"]);
        }

        Assert.Single(heard);
    }

    [Fact]
    public async Task A_reference_opens_for_the_accounts_people_alone()
    {
        var (mine, theirs) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        await mine.PushAsync("mailless");
        using var gateway = server.Client(await mine.KeyAsync("gateway"));
        var reference = (await AskAsync(gateway, "gone@acme.example"))["reference"];
        using var support = server.Client(await mine.KeyAsync("support"));
        using var stranger = server.Client(await theirs.KeyAsync("administrator"));

        var opened = (await support.ReadAsync($"{mine.Path}/admissions/{reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}")).Expect(200);
        Assert.Equal(("userNotFound", "gone@acme.example"), (opened["decision"], opened["facts.email"]));

        var foreign = (await stranger.ReadAsync($"{theirs.Path}/admissions/{reference}")).Expect(404);
        var missing = (await stranger.ReadAsync($"{theirs.Path}/admissions/REF-AAAAAAAAAAAA")).Expect(404);
        Assert.Equal(missing.Json.ToString(), foreign.Json.ToString());
    }

    private static async Task<Answered> AskAsync(HttpClient client, string email) => (await client.SendAsync("/client/v1/connect", $$"""{"email":"{{email}}"}""")).Expect(200);
}
