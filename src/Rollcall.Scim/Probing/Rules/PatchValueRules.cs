using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What the operations of a PATCH do to the values of a user.</summary>
internal static class PatchValueRules
{
    private const string Work = """{"value":"work@example.com","type":"work","primary":true}""";
    private const string Home = """{"value":"home@example.com","type":"home"}""";
    private const string Babs = "\"name\":{\"givenName\":\"Barbara\",\"familyName\":\"Jensen\"}";

    public static IEnumerable<ProbeRule> All => [.. Single, .. Multiple, .. Extended];

    private static readonly ProbeRule[] Single =
    [
        Must("P-541", "add and replace set a single value, whether there was one or not", "7644 3.5.2.1, 3.5.2.3", [97, 98], async server =>
        {
            foreach (var op in (string[])["add", "replace"])
            {
                var user = await server.NewUserAsync("\"title\":\"One\"");
                await DoAsync(server, user, $$"""{"op":"{{op}}","path":"title","value":"Two"}""", $$"""{"op":"{{op}}","path":"nickName","value":"Babs"}""");
                (await server.ReadAsync(user)).Shows("Two", "title").Shows("Babs", "nickName");
            }
        }),
        Must("P-542", "remove takes a value away", "7644 3.5.2.2", [103], async server =>
        {
            var user = await server.NewUserAsync($"\"title\":\"One\",{Babs}");
            await DoAsync(server, user, """{"op":"remove","path":"title"}""", """{"op":"remove","path":"name.givenName"}""");
            (await server.ReadAsync(user)).Lacks("title").Lacks("name/givenName").Shows("Jensen", "name/familyName");
        }),
        Must("P-543", "A sub-attribute is changed alone", "7644 3.5.2", [99, 106], async server =>
        {
            var user = await server.NewUserAsync(Babs);
            await DoAsync(server, user, """{"op":"replace","path":"name.givenName","value":"Babs"}""");
            (await server.ReadAsync(user)).Shows("Babs", "name/givenName").Shows("Jensen", "name/familyName");
        }),
        Must("P-544", "replace of a complex attribute leaves the sub-attributes that it does not name", "7644 3.5.2.3", [99], async server =>
        {
            var user = await server.NewUserAsync(Babs);
            await DoAsync(server, user, """{"op":"replace","path":"name","value":{"givenName":"Babs"}}""");
            (await server.ReadAsync(user)).Shows("Babs", "name/givenName").Shows("Jensen", "name/familyName");
        }),
        Must("P-545", "add to a complex attribute merges", "7644 3.5.2.1", [97], async server =>
        {
            var user = await server.NewUserAsync(Babs);
            await DoAsync(server, user, """{"op":"add","path":"name","value":{"middleName":"Jane"}}""");
            (await server.ReadAsync(user)).Shows("Barbara", "name/givenName").Shows("Jane", "name/middleName");
        }),
        Must("P-546", "Without a path the value's members are set", "7644 3.5.2.1, 3.5.2.3", [107], async server =>
        {
            var user = await server.NewUserAsync(Babs);
            await DoAsync(server, user, """{"op":"replace","value":{"title":"Guide","name":{"givenName":"Babs"}}}""", """{"op":"add","value":{"nickName":"B"}}""");
            (await server.ReadAsync(user)).Shows("Guide", "title").Shows("Babs", "name/givenName").Shows("Jensen", "name/familyName").Shows("B", "nickName");
        }),
        Must("P-547", "A text that reads True stays a text", "7643 2.3.1", [110], async server =>
        {
            var user = await server.NewUserAsync();
            await DoAsync(server, user, """{"op":"replace","path":"displayName","value":"True"}""");
            (await server.ReadAsync(user)).Shows("True", "displayName");
        }),
        Must("P-548", "A path may bear the schema's URN", "7644 3.10", [106], async server =>
        {
            var user = await server.NewUserAsync();
            await DoAsync(server, user, $$"""{"op":"replace","path":"{{Urns.User}}:title","value":"Guide"}""", $$"""{"op":"add","path":"{{Urns.User}}:name.givenName","value":"Babs"}""");
            (await server.ReadAsync(user)).Shows("Guide", "title").Shows("Babs", "name/givenName");
        }),
        Must("P-549", "Names in a path are read in any case", "7643 2.1", [12], async server =>
        {
            var user = await server.NewUserAsync();
            await DoAsync(server, user, """{"op":"replace","path":"TITLE","value":"Guide"}""");
            (await server.ReadAsync(user)).Shows("Guide", "title");
        }),
    ];

    private static readonly ProbeRule[] Multiple =
    [
        Must("P-551", "add to a multi-valued attribute appends", "7644 3.5.2.1", [96], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work}]");
            await DoAsync(server, user, $$"""{"op":"add","path":"emails","value":[{{Home}}]}""");
            (await server.ReadAsync(user)).HasValues("emails", "work@example.com", "home@example.com");
        }),
        Must("P-552", "add of a value that is there adds nothing", "7644 3.5.2.1", [96], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work}]");
            await DoAsync(server, user, $$"""{"op":"add","path":"emails","value":[{{Work}}]}""");
            (await server.ReadAsync(user)).HasValues("emails", "work@example.com");
        }),
        Must("P-553", "replace of a multi-valued attribute replaces all values", "7644 3.5.2.3", [98], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work},{Home}]");
            await DoAsync(server, user, """{"op":"replace","path":"emails","value":[{"value":"new@example.com","type":"work"}]}""");
            (await server.ReadAsync(user)).HasValues("emails", "new@example.com");
        }),
        Must("P-554", "A value filter picks the value to change", "7644 3.5.2.3", [106], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work},{Home}]");
            await DoAsync(server, user, """{"op":"replace","path":"emails[type eq \"work\"].value","value":"new@example.com"}""");
            (await server.ReadAsync(user)).HasValues("emails", "new@example.com", "home@example.com");
        }),
        Must("P-555", "A value filter that matches several values changes all of them", "7644 3.5.2.3", [101], async server =>
        {
            var user = await server.NewUserAsync("\"phoneNumbers\":[{\"value\":\"+15550001\",\"type\":\"work\"},{\"value\":\"+15550002\",\"type\":\"work\"},{\"value\":\"+15550003\",\"type\":\"home\"}]");
            await DoAsync(server, user, """{"op":"replace","path":"phoneNumbers[type eq \"work\"].display","value":"office"}""");
            var shown = (await server.ReadAsync(user)).Texts("phoneNumbers", "display");
            Expect(shown.Count(text => text == "office") == 2, $"{shown.Count(text => text == "office")} values were changed; expected 2.");
        }),
        Must("P-556", "remove with a value filter removes these values alone", "7644 3.5.2.2", [103, 106], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work},{Home}]");
            await DoAsync(server, user, """{"op":"remove","path":"emails[type eq \"home\"]"}""");
            (await server.ReadAsync(user)).HasValues("emails", "work@example.com");
        }),
        Must("P-557", "remove of all values unassigns the attribute", "7644 3.5.2.2", [103], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work},{Home}]");
            await DoAsync(server, user, """{"op":"remove","path":"emails"}""");
            (await server.ReadAsync(user)).Lacks("emails");
            (await server.FindAsync("Users", $"emails pr and {server.Mine}")).Lists();
        }),
        Must("P-558", "A new primary value takes the place of the old one", "7644 3.5.2", [105], async server =>
        {
            var user = await server.NewUserAsync($"\"emails\":[{Work},{Home}]");
            await DoAsync(server, user, """{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""");
            var read = await server.ReadAsync(user);
            Expect(Answer.At(read.Element("emails", "type", "home"), "primary")?.ToString() == "true", "The new value is not primary.");
            Expect(Answer.At(read.Element("emails", "type", "work"), "primary")?.ToString() != "true", "The old value is still primary.");
        }),
        Must("P-559", "A value filter may have several terms", "7644 3.5.2", [106], async server =>
        {
            var user = await server.NewUserAsync("\"addresses\":[{\"type\":\"work\",\"primary\":true,\"region\":\"CA\"},{\"type\":\"work\",\"region\":\"NY\"}]");
            await DoAsync(server, user, """{"op":"replace","path":"addresses[type eq \"work\" and primary eq true].region","value":"WA"}""");
            var regions = (await server.ReadAsync(user)).Texts("addresses", "region");
            Expect(regions.Order(StringComparer.Ordinal).SequenceEqual(["NY", "WA"]), $"The regions are {string.Join(", ", regions)}.");
        }),
    ];

    private static readonly ProbeRule[] Extended =
    [
        Must("P-561", "A path with an extension's URN sets its attribute, and schemas gains the URN", "7644 3.10, 7643 3.3", [106, 108], async server =>
        {
            server.Needs("enterprise");
            var user = await server.NewUserAsync();
            await DoAsync(server, user, $$"""{"op":"add","path":"{{Urns.EnterpriseUser}}:department","value":"Tours"}""");
            var read = (await server.ReadAsync(user)).Shows("Tours", Urns.EnterpriseUser + "/department");
            Expect(read.Texts("schemas").Contains(Urns.EnterpriseUser, StringComparer.OrdinalIgnoreCase), "schemas does not name the URN.");
        }),
        Must("P-562", "schemas loses the URN of an extension that is emptied", "7643 3.3", [108], async server =>
        {
            server.Needs("enterprise");
            var user = await server.NewEnterpriseUserAsync("""{"department":"Tours"}""");
            await DoAsync(server, user, $$"""{"op":"remove","path":"{{Urns.EnterpriseUser}}:department"}""");
            var read = (await server.ReadAsync(user)).Lacks(Urns.EnterpriseUser);
            Expect(!read.Texts("schemas").Contains(Urns.EnterpriseUser, StringComparer.OrdinalIgnoreCase), "schemas still names the URN.");
        }),
        Must("P-563", "Without a path an extension is set by its URN", "7644 3.5.2.1", [107], async server =>
        {
            server.Needs("enterprise");
            var user = await server.NewEnterpriseUserAsync("""{"costCenter":"4130"}""");
            await DoAsync(server, user, $$"""{"op":"add","value":{"{{Urns.EnterpriseUser}}":{"department":"Tours"} } }""");
            (await server.ReadAsync(user)).Shows("Tours", Urns.EnterpriseUser + "/department").Shows("4130", Urns.EnterpriseUser + "/costCenter");
        }),
        Must("P-564", "manager is set, changed and removed", "7643 4.3", [111], async server =>
        {
            server.Needs("enterprise");
            var (one, two, user) = (await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync());
            const string path = Urns.EnterpriseUser + ":manager";
            await DoAsync(server, user, $$"""{"op":"add","path":"{{path}}","value":{"value":"{{one.Id}}"} }""");
            (await server.ReadAsync(user)).Shows(one.Id, Urns.EnterpriseUser + "/manager/value");
            await DoAsync(server, user, $$"""{"op":"replace","path":"{{path}}.value","value":"{{two.Id}}"}""");
            (await server.ReadAsync(user)).Shows(two.Id, Urns.EnterpriseUser + "/manager/value");
            await DoAsync(server, user, $$"""{"op":"remove","path":"{{path}}"}""");
            (await server.ReadAsync(user)).Lacks(Urns.EnterpriseUser + "/manager");
        }),
    ];

    private static async Task DoAsync(Conversation server, Throwaway resource, params IReadOnlyList<string> operations) =>
        (await server.PatchAsync(resource.Path, operations)).Succeeds();
}
