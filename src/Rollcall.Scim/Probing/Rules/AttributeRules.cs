using System.Text;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>The attributes of users and groups that have manners of their own: userName, password, groups, members, emails, manager.</summary>
internal static class AttributeRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-221", "A user without userName is refused with 400", "7643 4.1.1", [23, 40], async server =>
            (await server.PostAsync("Users", $$"""{"schemas":["{{Urns.User}}"],"displayName":"{{server.Unique()}}"}""")).Refuses(400).As("invalidValue", "invalidSyntax")),
        Must("P-222", "An empty userName is refused with 400", "7643 4.1.1", [23], async server =>
            (await server.PostAsync("Users", $$"""{"schemas":["{{Urns.User}}"],"userName":""}""")).Refuses(400)),
        Must("P-223", "A userName that differs only by case is taken", "7643 4.1.1", [23], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.PostAsync("Users", server.UserBody(null, user.Name.ToUpperInvariant()))).Has(409);
        }),
        Must("P-224", "Composed and decomposed letters make the same userName", "7644 5", [24], async server =>
        {
            var name = "é" + server.Unique();
            await server.CreateAsync("Users", server.UserBody(null, name));
            (await server.PostAsync("Users", server.UserBody(null, name.Normalize(NormalizationForm.FormD)))).Has(409);
        }),
        Practice("P-225", "The case of a userName is kept as it was sent", "RFC 7643 section 7; Entra ID compares and sends again what was changed", [31], async server =>
        {
            var name = "ProBe" + server.Unique();
            (await server.CreateAsync("Users", server.UserBody(null, name))).Created.Shows(name, "userName");
        }),
        Must("P-226", "A password is never returned", "7643 4.1.1", [25], async server =>
        {
            const string password = "Probe-4-Pass%word";
            var answer = await server.PostAsync("Users", server.UserBody($"\"password\":\"{password}\""));
            if (answer.Status != 201)
            {
                Skip("The server takes no password.");
            }

            var path = "Users/" + answer.Id;
            Answer[] seen = [answer, await server.GetAsync(path), await server.GetAsync(path, "attributes=password"), await server.GetAsync(path, "attributes=userName,password")];
            Expect(!seen.Any(one => one.Text.Contains(password, StringComparison.Ordinal)), "The password stands in an answer.");
            Expect(seen.All(one => !one.IsSuccess || one.At("password") is null), "An answer has an attribute password.");
        }),
        Must("P-227", "A filter on password tells nothing", "7644 7.5", [25, 74], async server =>
        {
            const string password = "Probe-5-Pass%word";
            if ((await server.PostAsync("Users", server.UserBody($"\"password\":\"{password}\""))).Status != 201)
            {
                Skip("The server takes no password.");
            }

            var right = await AskAsync(server, $"{server.Mine} and password eq \"{password}\"");
            var wrong = await AskAsync(server, $"{server.Mine} and password eq \"wrong\"");
            Expect(right.Status == wrong.Status && (right.Status >= 400 || right.Total == wrong.Total), "A right and a wrong password are answered differently.");
        }),
        Must("P-228", "groups of a user cannot be set through the user", "7643 4.1.2", [26, 37], async server =>
        {
            server.Needs("groups");
            var group = await server.NewGroupAsync();
            var user = await server.NewUserAsync($$"""
                "groups":[{"value":"{{group.Id}}"}]
                """);
            (await server.ReadAsync(group)).Lacks("members");
            (await server.PatchAsync(user.Path, $$"""{"op":"add","path":"groups","value":[{"value":"{{group.Id}}"}]}""")).Has(200, 204, 400);
            (await server.ReadAsync(group)).Lacks("members");
        }),
        Must("P-229", "groups of a user shows the groups that have the user as a member", "7643 4.1.2", [26], async server =>
        {
            server.Needs("groups");
            var user = await server.NewUserAsync();
            var group = await server.NewGroupAsync(user);
            (await server.ReadAsync(user, "attributes=groups")).HasValues("groups", group.Id);
        }),
        Must("P-230", "A group without displayName is refused with 400", "7643 4.2", [27], async server =>
        {
            server.Needs("groups");
            (await server.PostAsync("Groups", $$"""{"schemas":["{{Urns.Group}}"]}""")).Refuses(400);
        }),
        Practice("P-231", "A member that does not exist is refused or passed over", "RFC 7643 section 4.2", [27], async server =>
        {
            server.Needs("groups");
            var group = await server.NewGroupAsync();
            (await server.PatchAsync(group.Path, """{"op":"add","path":"members","value":[{"value":"rollcall-probe-nobody"}]}""")).Has(200, 204, 400, 404, 409);
            Expect(!(await server.ReadAsync(group)).Texts("members", "value").Contains("rollcall-probe-nobody"), "The member is shown.");
        }),
        Should("P-232", "A member is shown with value, $ref and type", "7643 4.2", [27], async server =>
        {
            server.Needs("groups");
            var user = await server.NewUserAsync();
            var member = (await server.ReadAsync(await server.NewGroupAsync(user))).Element("members", "value", user.Id);
            Expect(Answer.At(member, "$ref")?.ToString().EndsWith("Users/" + user.Id, StringComparison.Ordinal) != false, "$ref does not lead to the member.");
            Expect(Answer.At(member, "type")?.ToString() is null or "User", "type is not User.");
        }),
        Must("P-233", "manager.displayName of a client is not taken", "7643 4.3", [28], async server =>
        {
            server.Needs("enterprise");
            var boss = await server.NewUserAsync("\"displayName\":\"The Boss\"");
            var user = await server.NewEnterpriseUserAsync($$"""{"manager":{"value":"{{boss.Id}}","displayName":"An Impostor"} }""");
            var read = (await server.ReadAsync(user)).Shows(boss.Id, Urns.EnterpriseUser + "/manager/value");
            Expect(read.TextAt(Urns.EnterpriseUser + "/manager/displayName") != "An Impostor", "The client's text is shown as the manager's name.");
        }),
        Must("P-234", "No answer has two primary values in one attribute", "7643 2.4", [29], async server =>
        {
            var answer = await server.PostAsync("Users", server.UserBody("\"emails\":[{\"value\":\"a@example.com\",\"primary\":true},{\"value\":\"b@example.com\",\"type\":\"home\",\"primary\":true}]"));
            answer.Has(201, 400);
            Expect(answer.Status == 400 || answer.Texts("emails", "primary").Count(primary => primary == "true") <= 1, "Two emails are primary.");
        }),
        Should("P-235", "The same type and value is not returned twice", "7643 2.4", [30], async server =>
        {
            var answer = (await server.PostAsync("Users", server.UserBody("\"emails\":[{\"value\":\"a@example.com\",\"type\":\"work\"},{\"value\":\"a@example.com\",\"type\":\"work\"}]"))).Has(201, 400);
            Expect(answer.Status == 400 || answer.Items("emails").Count == 1, "The email stands there twice.");
        }),
        Must("P-236", "One value may have two types", "7643 2.4", [30], async server =>
        {
            var user = await server.NewUserAsync("\"emails\":[{\"value\":\"a@example.com\",\"type\":\"work\"},{\"value\":\"a@example.com\",\"type\":\"home\"}]");
            (await server.ReadAsync(user)).HasValues("emails", "a@example.com", "a@example.com");
        }),
        Must("P-237", "The complex attributes of the core schema come back whole", "7643 4.1", [132], async server =>
        {
            var user = await server.NewUserAsync("""
                "name":{"formatted":"Ms. Barbara J Jensen III","familyName":"Jensen","givenName":"Barbara","middleName":"Jane"},
                "addresses":[{"type":"work","streetAddress":"100 Plaza","locality":"Hollywood","region":"CA","postalCode":"91608","country":"US"}],
                "phoneNumbers":[{"value":"555-555-5555","type":"mobile"}],"locale":"en-US","timezone":"America/Los_Angeles","preferredLanguage":"en"
                """);
            var read = (await server.ReadAsync(user)).Shows("Jensen", "name/familyName").Shows("Jane", "name/middleName").Shows("en-US", "locale");
            Expect(Answer.At(read.Element("addresses", "type", "work"), "postalCode")?.ToString() == "91608", "addresses lost its postalCode.");
            Expect(Answer.At(read.Element("phoneNumbers", "type", "mobile"), "value")?.ToString().Contains("555", StringComparison.Ordinal) == true, "phoneNumbers lost its value.");
        }),
    ];

    private static Task<Answer> AskAsync(Conversation server, string filter) => server.GetAsync("Users", "filter=" + Uri.EscapeDataString(filter));
}
