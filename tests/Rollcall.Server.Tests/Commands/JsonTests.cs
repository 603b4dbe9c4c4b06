using System.Text.Json;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>Every command once with --json: its answer is JSON with what scripts look for, and its exit code is right.</summary>
public sealed class JsonTests(TestServer server)
{
    private const string Schemas = """
        [{"id":"urn:example:scim:schemas:badge:1.0:User","attributes":[{"name":"number","type":"string"}]},
         {"name":"User","endpoint":"/Users","schema":"urn:ietf:params:scim:schemas:core:2.0:User","schemaExtensions":[{"schema":"urn:example:scim:schemas:badge:1.0:User","required":false}]}]
        """;

    [Fact]
    public async Task Every_command_answers_in_json()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("anna", "anna@acme.example");
        var key = JsonElement.Parse((await CommandLine.RunAsync(server, "key", "create", "--kind", "support", "--account", tenant.Subdomain, "--json")).Out);
        var token = JsonElement.Parse((await CommandLine.RunAsync(server, "token", "create", "--account", tenant.Subdomain, "--json")).Out);
        var oauth = JsonElement.Parse((await CommandLine.RunAsync(server, "oauth", "create", "--label", "made", "--account", tenant.Subdomain, "--json")).Out);
        // Another test's access tokens live by the shared server's ring.
        await using var own = await TestServer.StartAsync(static _ => new Rollcall.Server.Hosting.ServerOptions());
        var retired = JsonElement.Parse((await CommandLine.RunAsync(own, "key-ring", "rotate", "--json")).Out).GetProperty("id").GetString()!;
        var refused = await CommandLine.RunAsync(server, "connect", "anna@acme.example", "--subdomain", tenant.Subdomain, "--json");
        var reference = JsonElement.Parse(refused.Out).GetProperty("reference").GetString()!;
        await CommandLine.RunAsync(server, "token", "revoke", token.GetProperty("about").GetProperty("id").GetString()!, "--account", tenant.Subdomain);

        using var folder = new TestFolder();
        var schemas = Path.Combine(folder.Path, "badge.json");
        await File.WriteAllTextAsync(schemas, Schemas, TestContext.Current.CancellationToken);

        // Command, what its answer must have, arguments. Where the account is no argument, it is named by --account.
        (string Command, string Property, string[] Arguments, int Code)[] cases =
        [
            ("probe", "results", [new Uri(server.Address, tenant.Scim).AbsoluteUri, "--token", tenant.Token, "--only", "P-001"], 0),
            ("account create", "account", ["x" + tenant.Subdomain], 0),
            ("account list", "items", ["--limit", "0"], 0),
            ("account show", "userIdType", [tenant.Subdomain], 0),
            ("account suspend", "state", [tenant.Subdomain], 0),
            ("account resume", "state", [tenant.Subdomain], 0),
            ("account set-user-id-type", "userIdType", [tenant.Subdomain, "email"], 0),
            ("account set-when-full", "whenFull", [tenant.Subdomain, "wait"], 0),
            ("directory create", "baseUrl", ["--idp", "okta"], 0),
            ("directory list", "items", [], 0),
            ("directory show", "state", ["--directory", "Entra"], 0),
            ("directory disable", "state", ["--directory", "Entra"], 0),
            ("directory pause", "state", ["--directory", "Entra"], 0),
            ("directory enable", "state", ["--directory", "Entra"], 0),
            ("directory set-provider", "idp", ["entra", "--directory", "Entra"], 0),
            ("directory check-url", "parts", ["https://elsewhere.example/"], Exit.Blocked),
            ("token create", "token", ["--directory", "Entra"], 0),
            ("token list", "items", ["--directory", "Entra"], 0),
            ("token exposed", "exposed", [tenant.Token[..12]], 0),
            ("token revoke", "revoked", [tenant.Token[..12], "--directory", "Entra"], 0),
            ("oauth create", "clientSecret", ["--directory", "Entra"], 0),
            ("oauth list", "items", ["--directory", "Entra"], 0),
            ("oauth add-secret", "clientSecret", ["oauth", "--directory", "Entra"], 0),
            ("oauth revoke", "revoked", ["made", oauth.GetProperty("about").GetProperty("prefix").GetString()!, "--directory", "Entra"], 0),
            ("oauth trust", "issuer", ["made", "--issuer", "https://login.example/v2.0", "--audience", "api://x", "--subject", "x", "--directory", "Entra"], 0),
            ("oauth remove", "clientId", ["made", "--directory", "Entra"], 0),
            ("key create", "key", ["--kind", "gateway"], 0),
            ("key list", "items", [], 0),
            ("key rotate", "key", [key.GetProperty("about").GetProperty("id").GetString()!], 0),
            ("key revoke", "revoked", [key.GetProperty("about").GetProperty("id").GetString()!], 0),
            ("receiver create", "about", ["made", "--push", "https://receiver.invalid/", "--events", "delete"], 0),
            ("receiver list", "items", [], 0),
            ("receiver show", "keysUrl", ["made"], 0),
            ("receiver test", "taken", ["made"], Exit.Blocked),
            ("receiver pause", "state", ["made"], 0),
            ("receiver resume", "state", ["made", "--skip"], 0),
            ("receiver deliveries", "items", ["made", "--limit", "5"], 0),
            ("receiver delete", "label", ["made"], 0),
            ("key-ring list", "items", [], 0),
            ("key-ring rotate", "state", [], 0),
            ("key-ring drop", "sealed", [retired], 0),
            ("user list", "items", ["anna"], 0),
            ("user show", "groups", ["anna@acme.example"], 0),
            ("user block", "blocked", ["anna"], 0),
            ("why", "answer", ["anna"], Exit.Blocked),
            ("user unblock", "blocked", ["anna"], 0),
            ("brake set", "mode", ["--mode", "hold", "--directory", "Entra"], 0),
            ("brake show", "held", ["--directory", "Entra"], 0),
            ("brake release", "releasedUntil", ["--directory", "Entra"], 0),
            ("brake allow", "code", ["1", "--directory", "Entra"], Exit.Failed),
            ("brake reject", "code", ["1", "--directory", "Entra"], Exit.Failed),
            ("duplicate list", "items", [], 0),
            ("user delete", "code", ["anna"], Exit.Failed),
            ("user undelete", "code", ["anna"], Exit.Failed),
            ("license move", "code", ["--from", "anna", "--to", "anna"], Exit.Failed),
            ("device code", "code", ["anna"], 0),
            ("device list", "items", ["anna"], 0),
            ("device remove", "code", ["x"], Exit.Failed),
            ("session list", "items", ["anna"], 0),
            ("user give-back", "code", ["anna"], Exit.Failed),
            ("ldap create", "hasPassword", ["Office", "--host", "127.0.0.1", "--port", "9", "--protection", "plain", "--base", "dc=x", "--bind", "cn=x", "--password-file", schemas], 0),
            ("ldap show", "bindName", ["Office"], 0),
            ("ldap set", "minutes", ["Office", "--minutes", "0"], 0),
            ("ldap pull", "state", ["Office", "--no-wait"], 0),
            ("ldap runs", "items", ["Office"], 0),
            ("ldap run", "code", ["1"], Exit.Failed),
            ("group list", "items", [], 0),
            ("schema load", "changes", [schemas], 0),
            ("schema list", "items", [], 0),
            ("schema show", "document", ["urn:example:scim:schemas:badge:1.0:User"], 0),
            ("index add", "state", ["title"], 0),
            ("index list", "items", [], 0),
            ("index drop", "state", ["title"], 0),
            ("resource-type list", "items", [], 0),
            ("resource-type show", "document", ["User"], 0),
            ("resource-type delete", "changes", ["User"], 0),
            ("schema delete", "changes", ["urn:example:scim:schemas:badge:1.0:User"], 0),
            ("license show", "assigned", [], 0),
            ("license set", "total", ["--total", "3", "--ends", "2099-01-01"], 0),
            ("license policy", "version", [], 0),
            ("license cover", "users", ["--user", "anna", "--system", "scim", "--priority"], 0),
            ("license uncover", "gaining", ["--user", "anna", "--preview"], 0),
            ("connect", "reference", ["anna@acme.example"], Exit.Blocked),
            ("journal tail", "", [], 0),
            ("journal show", "item", ["4096"], 0),
            ("admission show", "facts", [reference], 0),
        ];
        Assert.Equal(CommandList.Doing().Except(["serve", "demo"]).Order(), cases.Select(static c => c.Command).Order());
        foreach (var (command, property, arguments, code) in cases)
        {
            var isOfRing = command.StartsWith("key-ring", StringComparison.Ordinal);
            var isOfAccount = !isOfRing && command is not ("connect" or "probe" or "account create" or "account list" or "account show" or "account suspend" or "account resume" or "account set-user-id-type" or "account set-when-full");
            string[] account = isOfAccount ? ["--account", tenant.Subdomain] : [];
            var said = await CommandLine.RunAsync(isOfRing ? own : server, [.. command.Split(' '), .. arguments, .. account, "--json"]);
            Assert.True(said.Code == code, $"{command}: exit code {said.Code}: {said.Error}{said.Out}");
            var answer = code == Exit.Failed ? said.Error : said.Out;
            Assert.True(code == Exit.Failed || said.Error.Length == 0, $"{command} says beside its answer: {said.Error}");
            Assert.All(Documents(command, answer), document => Assert.True(property.Length == 0 || document.TryGetProperty(property, out _), $"{command}: no {property} in {document}"));
        }
    }

    [Fact]
    public async Task A_refusal_is_json_too_and_says_what_to_do()
    {
        var said = await CommandLine.RunAsync(server, "user", "show", "nobody", "--account", "no-such-account", "--json");
        Assert.Equal((Exit.Failed, ""), (said.Code, said.Out));
        var problem = JsonElement.Parse(said.Error);
        Assert.Equal("account-unknown", problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task Licenses_keep_what_is_not_named()
    {
        var tenant = await Tenant.CreateAsync(server);
        string[] set = ["license", "set", "--account", tenant.Subdomain, "--json"];
        Assert.Equal(0, (await CommandLine.RunAsync(server, [.. set, "--starts", "2026-01-01", "--ends", "2099-01-01T08:30:00Z"])).Code);
        var raised = JsonElement.Parse((await CommandLine.RunAsync(server, [.. set, "--total", "12"])).Out);
        Assert.Equal((12, "2099-01-01T08:30:00+00:00"), (raised.GetProperty("total").GetInt32(), raised.GetProperty("ends").GetString()));
        var freed = JsonElement.Parse((await CommandLine.RunAsync(server, [.. set, "--ends", "none"])).Out);
        Assert.Equal((12, false, true), (freed.GetProperty("total").GetInt32(), freed.TryGetProperty("ends", out _), freed.TryGetProperty("starts", out _)));
        Assert.Contains("--starts and --ends", (await CommandLine.RunAsync(server, [.. set, "--ends", "soon"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_goes_on_page_by_page()
    {
        var tenant = await Tenant.CreateAsync(server);
        for (var n = 0; n < 5; n++)
        {
            await tenant.PushAsync("u" + n);
        }

        string[] list = ["user", "list", "--account", tenant.Subdomain, "--json"];
        var first = JsonElement.Parse((await CommandLine.RunAsync(server, [.. list, "--limit", "3"])).Out);
        var rest = JsonElement.Parse((await CommandLine.RunAsync(server, [.. list, "--after", first.GetProperty("next").GetString()!])).Out);
        Assert.Equal((3, 2), (first.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength()));
        Assert.False(rest.TryGetProperty("next", out _));
        Assert.Equal(5, JsonElement.Parse((await CommandLine.RunAsync(server, [.. list, "--limit", "0"])).Out).GetProperty("items").GetArrayLength());
    }

    // The journal is one object a line.
    private static IEnumerable<JsonElement> Documents(string command, string output) =>
        command == "journal tail" ? output.Trim().Split('\n').Select(static line => JsonElement.Parse(line)) : [JsonElement.Parse(output)];
}
