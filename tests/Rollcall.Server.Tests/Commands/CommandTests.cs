using System.Text.Json;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>Commands against a running server, by its socket and by its address.</summary>
public sealed class CommandTests(TestServer server)
{
    [Fact]
    public async Task One_command_gives_a_script_a_fresh_account_with_base_url_and_token()
    {
        var name = Name();
        var made = await CommandLine.RunAsync(server, "account", "create", name, "--licenses", "5", "--idp", "entra", "--json");

        Assert.Equal((0, ""), (made.Code, made.Error));
        var json = JsonElement.Parse(made.Out);
        using var idp = server.Client(json.GetProperty("token").GetString());
        (await idp.ReadAsync(new Uri(json.GetProperty("baseUrl").GetString()!).AbsolutePath + "/Users")).Expect(200);
        var licenses = await CommandLine.RunAsync(server, "license", "show", "--account", name, "--json");
        Assert.Equal(5, JsonElement.Parse(licenses.Out).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Why_says_by_its_exit_code_whether_something_blocks()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("well", "well@acme.example");
        await tenant.PushAsync("mailless");

        var well = await CommandLine.RunAsync(server, "why", "well", "--account", tenant.Subdomain);
        Assert.Equal(Exit.Good, well.Code);
        Assert.StartsWith("Nothing is wrong", well.Out, StringComparison.Ordinal);

        var blocked = await CommandLine.RunAsync(server, "why", "mailless", "--account", tenant.Subdomain);
        Assert.Equal(Exit.Blocked, blocked.Code);
        Assert.StartsWith("mailless has no email address", blocked.Out, StringComparison.Ordinal);
        Assert.Contains("RC204", blocked.Out, StringComparison.Ordinal);

        var json = await CommandLine.RunAsync(server, "why", "mailless", "--account", tenant.Subdomain, "--json");
        Assert.Equal((Exit.Blocked, "RC204"), (json.Code, JsonElement.Parse(json.Out).GetProperty("answer").GetProperty("code").GetString()));

        Assert.Equal(Exit.Failed, (await CommandLine.RunAsync(server, "why", "x", "--account", "nobody-has-this")).Code);
    }

    [Fact]
    public async Task Over_tcp_a_key_decides_and_its_account_need_not_be_named()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna", "anna@acme.example");
        var environment = new Dictionary<string, string> { ["ROLLCALL_URL"] = server.Address.ToString(), ["ROLLCALL_KEY"] = await tenant.KeyAsync("administrator") };

        var users = await CommandLine.RunAsync(environment, "user", "list");
        Assert.Equal(0, users.Code);
        Assert.Contains("anna@acme.example", users.Out, StringComparison.Ordinal);

        var refused = await CommandLine.RunAsync(environment, "account", "list");
        Assert.Equal(Exit.Failed, refused.Code);
        Assert.Contains("(forbidden)", refused.Error, StringComparison.Ordinal);

        var nobody = await CommandLine.RunAsync(new Dictionary<string, string> { ["ROLLCALL_URL"] = server.Address.ToString() }, "user", "list");
        Assert.Contains("(unauthorized)", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_connects_people_and_a_bare_client_gets_a_reference()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna", "anna@acme.example");
        var key = await tenant.KeyAsync("gateway");

        var gateway = await CommandLine.RunAsync(new Dictionary<string, string>(), "connect", "anna@acme.example", "--url", server.Address.ToString(), "--key", key);
        Assert.Equal(Exit.Good, gateway.Code);
        Assert.Equal(Exit.Good, (await CommandLine.RunAsync(server, "connect", "anna@acme.example", "--gateway-key", key)).Code);

        var bare = await CommandLine.RunAsync(server, "connect", "anna@acme.example", "--subdomain", tenant.Subdomain, "--json");
        Assert.Equal(Exit.Blocked, bare.Code);
        var reference = JsonElement.Parse(bare.Out).GetProperty("reference").GetString()!;
        var opened = await CommandLine.RunAsync(server, "admission", "show", reference, "--account", tenant.Subdomain);
        Assert.Contains("noProof", opened.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_made_checked_and_closed()
    {
        var tenant = await Tenant.CreateAsync(server);
        Assert.Equal(0, (await CommandLine.RunAsync(server, "directory", "check-url", tenant.BaseUrl, "--account", tenant.Subdomain)).Code);
        var wrong = await CommandLine.RunAsync(server, "directory", "check-url", tenant.BaseUrl + "/Users", "--account", tenant.Subdomain);
        Assert.Equal(Exit.Blocked, wrong.Code);
        Assert.Contains("adds '/Users'", wrong.Out, StringComparison.Ordinal);

        Assert.Equal(0, (await CommandLine.RunAsync(server, "directory", "create", "--account", tenant.Subdomain, "--idp", "okta", "--label", "Okta")).Code);
        var several = await CommandLine.RunAsync(server, "directory", "pause", "--account", tenant.Subdomain);
        Assert.Contains("Name one by --directory: Entra, Okta", several.Error, StringComparison.Ordinal);
        var paused = await CommandLine.RunAsync(server, "directory", "pause", "--account", tenant.Subdomain, "--directory", "okta");
        Assert.Contains("paused", paused.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_revoked_by_its_prefix()
    {
        var tenant = await Tenant.CreateAsync(server);
        var revoked = await CommandLine.RunAsync(server, "token", "revoke", tenant.Token[..12], "--account", tenant.Subdomain);

        Assert.Equal((0, $"{tenant.Token[..12]} is accepted no more."), (revoked.Code, revoked.Out.Trim()));
        using var idp = tenant.Idp();
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(401);
    }

    [Fact]
    public async Task The_journal_is_told_line_by_line()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna", "anna@acme.example");

        var tail = await CommandLine.RunAsync(server, "journal", "tail", "--account", tenant.Subdomain, "--json");
        var last = JsonElement.Parse(tail.Out.Trim().Split('\n')[^1]);
        Assert.Equal("anna", last.GetProperty("subject").GetString());

        var shown = await CommandLine.RunAsync(server, "journal", "show", last.GetProperty("no").ToString(), "--account", tenant.Subdomain);
        Assert.Contains("anna@acme.example", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("incident", "asvs-16.4.1-log-injection")]
    public async Task Names_from_outside_cannot_act_on_a_terminal()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("evil\\u001b[2Jname\\u202e");

        var list = await CommandLine.RunAsync(server, "user", "list", "--account", tenant.Subdomain);

        Assert.Contains(@"evil\u001B[2Jname\u202E", list.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list.Out);
    }

    [Theory]
    [InlineData("--url is 'nonsense'", "user", "list", "--url", "nonsense")]
    [InlineData("--total is 'five'", "license", "set", "--total", "five")]
    [InlineData("'#x' is no number", "journal", "show", "#x", "--account", "x")]
    [InlineData("--key goes with --url", "user", "list", "--key", "rck_x")]
    [InlineData("Nothing listens at", "user", "list", "--url", "http://127.0.0.1:1", "--account", "x")]
    public async Task What_cannot_be_asked_is_said(string expected, params string[] args)
    {
        var said = await CommandLine.RunAsync(server, args);

        Assert.Equal(Exit.Failed, said.Code);
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
    }

    private static string Name() => "c" + Guid.CreateVersion7().ToString("N")[20..];
}
