using Rollcall.Scim.Calling;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What Entra ID sends and what it expects back; facts gathered in November 2026 from Microsoft's documentation, validator and Postman collection.</summary>
internal static class EntraRules
{
    private const string Docs = "entra-docs, use-scim-to-provision-users-and-groups";
    private const string Validator = "Microsoft's SCIM validator";
    private const string Flag = "entra-docs, scim-compatibility (aadOptscim062020)";

    public static IEnumerable<ProbeRule> All => Matching.Concat(Updating).Concat(Grouping).Select(rule => rule with { Profiles = ProbeProfiles.Entra });

    private static readonly ProbeRule[] Matching =
    [
        Practice("P-901", "Test Connection: an unknown user and an unknown group are empty lists", Docs, [46], async server =>
        {
            (await server.FindAsync("Users", $"userName eq \"{Guid.CreateVersion7()}\"")).Lists();
            (await server.FindAsync("Groups", $"displayName eq \"{Guid.CreateVersion7()}\"", "excludedAttributes=members")).Lists();
        }),
        Practice("P-902", "A user is created from Entra ID's present body", Docs, [19, 36], async server =>
        {
            var (user, created) = await CreateAsync(server);
            created.Has(201).Shows(user.UserPrincipalName, "userName").Shows(user.ObjectId.ToString("D"), "externalId").Shows(true, "active");
        }),
        Practice("P-903", "A user is created from the older body, with nulls and a misspelt URN", Docs + ", example 2", [10, 14], async server =>
        {
            var body = $$"""
                {"schemas":["{{Urns.User}}","urn:ietf:params:scim:schemas:extension:enterprise:2.0User"],"externalId":"jyoung","userName":"{{server.Unique()}}","active":true,
                 "addresses":null,"displayName":"Joy Young","emails":[{"type":"work","value":"jyoung@contoso.com","primary":true}],"meta":{"resourceType":"User"},
                 "name":{"familyName":"Young","givenName":"Joy"},"phoneNumbers":null,"preferredLanguage":null,"title":null,"department":null,"manager":null}
                """;
            (await server.PostAsync("Users", body)).Has(201).Shows("Joy Young", "displayName").Lacks("title");
        }),
        Practice("P-904", "Capitalised names and a boolean as text are read", "SCIMReferenceCode, Postman collection", [12], async server =>
        {
            var name = server.Unique();
            var body = $$"""{"Schemas":["{{Urns.User}}"],"UserName":"{{name}}","Active":"True","Emails":[{"Primary":true,"Type":"work","Value":"{{name}}"}]}""";
            (await server.PostAsync("Users", body)).Has(201).Shows(name, "userName").Shows(true, "active");
        }),
        Practice("P-905", "A user is matched by userName, externalId and work email", Docs, [60, 67], async server =>
        {
            var (user, created) = await CreateAsync(server);
            foreach (var filter in (string[])[$"userName eq \"{user.UserPrincipalName}\"", $"externalId eq \"{user.ObjectId:D}\"", $"emails[type eq \"work\"].value eq \"{user.Mail}\""])
            {
                Expect((await server.FindAsync("Users", filter)).Texts("Resources", "id").SequenceEqual([created.Id]), $"{filter} did not find the user alone.");
            }
        }),
        Practice("P-906", "externalId without quotes, as the documentation prints it, is read as text", Docs + ", example 1", [56], async server =>
        {
            var external = "jyoung" + Guid.CreateVersion7().ToString("N");
            var user = await server.NewUserAsync($"\"externalId\":\"{external}\"");
            (await server.FindAsync("Users", $"externalId eq {external}")).Lists(user);
        }),
        Practice("P-907", "The query of the flag on every request does no harm", Flag, [45], async server =>
        {
            var answer = (await server.PostAsync("Users", server.UserBody(), "aadOptscim062020")).Has(201);
            (await server.GetAsync("Users/" + answer.Id, "aadOptscim062020")).Has(200);
            (await server.SendAsync("PATCH", "Users/" + answer.Id, PatchBody("""{"op":"add","path":"title","value":"x"}"""), "aadOptscim062020")).Succeeds();
            (await server.SendAsync("DELETE", "Users/" + answer.Id, null, "aadOptscim062020")).Has(204);
        }),
        Practice("P-908", "Every answer with a body is application/scim+json", Docs + "; azure-docs#104859", [2], async server =>
        {
            var user = await server.NewUserAsync();
            foreach (var answer in (Answer[])[user.Created, await server.ReadAsync(user), await server.FindAsync("Users", server.Mine), await server.GetAsync("Users/nobody"), await server.GetAsync("Schemas")])
            {
                answer.IsOf("application/scim+json");
            }
        }),
        Practice("P-909", "Eleven users are paged by five, and startIndex is echoed", Validator, [47, 50], async server =>
        {
            await ListRules.UsersAsync(server, 11);
            foreach (var (start, size) in ((int, int)[])[(1, 5), (6, 5), (11, 1)])
            {
                var page = await server.FindAsync("Users", server.Mine, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"startIndex={start}&count=5"));
                Expect(page.Total == 11 && page.Resources.Count == size && page.NumberAt("startIndex") == start, $"The page from {start} has {page.Resources.Count} of {page.Total}.");
            }
        }),
        Practice("P-910", "/Schemas declares every attribute of the default mapping", Validator + ", Schema_Discoverability", [132], async server =>
        {
            var declared = (await server.GetAsync("Schemas/" + Urns.User)).Has(200).Texts("attributes", "name");
            string[] mapped = ["userName", "active", "displayName", "title", "emails", "preferredLanguage", "name", "addresses", "phoneNumbers"];
            Expect(mapped.All(declared.Contains), $"Missing: {string.Join(", ", mapped.Except(declared))}.");
        }),
    ];

    private static readonly ProbeRule[] Updating =
    [
        Practice("P-911", "Replace, Add and Remove are read with capitals", Docs + ", default style", [91], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"One\"");
            await DoAsync(server, user, """{"op":"Replace","path":"title","value":"Two"}""", """{"op":"Add","path":"nickName","value":"Babs"}""");
            (await server.ReadAsync(user)).Shows("Two", "title").Shows("Babs", "nickName");
            await DoAsync(server, user, """{"op":"Remove","path":"nickName"}""");
            (await server.ReadAsync(user)).Lacks("nickName");
        }),
        Practice("P-912", "active \"False\" disables, and \"True\" enables", Docs + ", default style", [68, 110], async server =>
        {
            var user = await server.NewUserAsync("\"active\":true");
            await DoAsync(server, user, """{"op":"Replace","path":"active","value":"False"}""");
            (await server.ReadAsync(user)).Shows(false, "active");
            await DoAsync(server, user, """{"op":"Replace","path":"active","value":"True"}""");
            (await server.ReadAsync(user)).Shows(true, "active");
        }),
        Practice("P-913", "A value path that matches nothing creates the value", "SCIM-SDK#416", [100], async server =>
        {
            var user = await server.NewUserAsync();
            await DoAsync(server, user, """{"op":"Add","path":"emails[type eq \"work\"].value","value":"x@example.com"}""", """{"op":"Add","path":"addresses[type eq \"work\"].locality","value":"Oslo"}""");
            var read = await server.ReadAsync(user);
            Expect(Answer.At(read.Element("emails", "type", "work"), "value")?.ToString() == "x@example.com", "The email was not created.");
            Expect(Answer.At(read.Element("addresses", "type", "work"), "locality")?.ToString() == "Oslo", "The address was not created.");
        }),
        Practice("P-914", "Several operations on one email make one email", "sourcegraph PR#49119", [117], async server =>
        {
            var user = await server.NewUserAsync();
            await DoAsync(
                server, user,
                """{"op":"Add","path":"emails[type eq \"work\"].value","value":"x@example.com"}""",
                """{"op":"Add","path":"emails[type eq \"work\"].display","value":"X"}""",
                """{"op":"Add","path":"emails[type eq \"work\"].primary","value":true}""");
            var emails = (await server.ReadAsync(user)).Items("emails");
            Expect(emails.Count == 1 && Answer.At(emails[0], "value")?.ToString() == "x@example.com", $"There are {emails.Count} emails.");
        }),
        Practice("P-915", "Without a path, dotted names and names with URN are paths", Flag, [107], async server =>
        {
            server.Needs("enterprise");
            var user = await server.NewUserAsync();
            await DoAsync(server, user, $$"""{"op":"replace","value":{"displayName":"Bjfe","name.givenName":"Kkom","name.familyName":"Unua","{{Urns.EnterpriseUser}}:employeeNumber":"Aklq"} }""");
            (await server.ReadAsync(user)).Shows("Bjfe", "displayName").Shows("Kkom", "name/givenName").Shows("Unua", "name/familyName").Shows("Aklq", Urns.EnterpriseUser + "/employeeNumber");
        }),
        Practice("P-916", "manager is set by an array, by a text, and taken away by an empty text", Docs + ", example 5; SCIM-SDK#541", [97, 111], async server =>
        {
            server.Needs("enterprise");
            var (one, two, user) = (await server.NewUserAsync(), await server.NewUserAsync(), await server.NewUserAsync());
            await DoAsync(server, user, $$"""{"op":"Add","path":"manager","value":[{"$ref":"http://example.com/scim/Users/{{one.Id}}","value":"{{one.Id}}"}]}""");
            (await server.ReadAsync(user)).Shows(one.Id, Urns.EnterpriseUser + "/manager/value");
            await DoAsync(server, user, $$"""{"op":"Replace","path":"{{Urns.EnterpriseUser}}:manager","value":"{{two.Id}}"}""");
            (await server.ReadAsync(user)).Shows(two.Id, Urns.EnterpriseUser + "/manager/value");
            await DoAsync(server, user, $$"""{"op":"Replace","path":"{{Urns.EnterpriseUser}}:manager","value":""}""");
            (await server.ReadAsync(user)).Lacks(Urns.EnterpriseUser + "/manager");
        }),
        Practice("P-917", "id and manager are compared in one filter, in either order", Docs + ", example 4", [73], async server =>
        {
            server.Needs("enterprise");
            var boss = await server.NewUserAsync();
            var user = await server.NewEnterpriseUserAsync($$"""{"manager":{"value":"{{boss.Id}}"} }""");
            (await server.FindAsync("Users", $"id eq \"{user.Id}\" and manager eq \"{boss.Id}\"", "attributes=id")).Lists(user);
            (await server.FindAsync("Users", $"manager eq \"{boss.Id}\" and id eq \"{user.Id}\"", "attributes=id")).Lists(user);
            (await server.FindAsync("Users", $"id eq \"{boss.Id}\" and manager eq \"{user.Id}\"", "attributes=id")).Lists();
        }),
        Practice("P-918", "A soft-deleted user is renamed and inactive, still found, and restored", "onyx-dot-app/onyx PR#14074", [120], async server =>
        {
            var (user, created) = await CreateAsync(server);
            var it = new Throwaway("Users/" + created.Id, created.Id, user.UserPrincipalName, created);
            await DoAsync(server, it, """{"op":"Replace","path":"active","value":"False"}""", $$"""{"op":"Replace","path":"userName","value":"{{user.SoftDeletedName}}"}""");
            (await server.FindAsync("Users", $"externalId eq \"{user.ObjectId:D}\"")).Lists(it);
            (await server.FindAsync("Users", $"userName eq \"{user.SoftDeletedName}\"")).Lists(it);
            await DoAsync(server, it, """{"op":"Replace","path":"active","value":"True"}""", $$"""{"op":"Replace","path":"userName","value":"{{user.UserPrincipalName}}"}""");
            (await server.ReadAsync(it)).Shows(user.UserPrincipalName, "userName").Shows(true, "active");
        }),
        Practice("P-919", "An empty text clears a value", Validator + ", SCIM_Null_Update", [14], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"One\",\"nickName\":\"Babs\"");
            await DoAsync(server, user, """{"op":"Replace","path":"title","value":""}""", """{"op":"Replace","path":"nickName","value":null}""");
            (await server.ReadAsync(user)).Lacks("title").Lacks("nickName");
        }),
        Practice("P-920", "attributes may bear a value filter", "SCIMReferenceCode, Postman collection", [80], async server =>
        {
            var user = await server.NewUserAsync("\"emails\":[{\"value\":\"a@example.com\",\"type\":\"work\"}],\"title\":\"x\"");
            (await server.ReadAsync(user, "attributes=" + Uri.EscapeDataString("emails[type eq \"work\"]"))).HasValues("emails", "a@example.com").Lacks("title");
        }),
        Practice("P-921", "A role may hold JSON in its text", "SCIM-SDK#516", [112], async server =>
        {
            var user = await server.NewUserAsync();
            await DoAsync(server, user, """{"op":"Add","path":"roles","value":[{"value":"{\"id\":\"1\",\"value\":\"admin\",\"displayName\":\"Admin\"}"}]}""");
            (await server.ReadAsync(user)).HasValues("roles", """{"id":"1","value":"admin","displayName":"Admin"}""");
        }),
    ];

    private static readonly ProbeRule[] Grouping =
    [
        Practice("P-931", "A group is created with Microsoft's own URN beside the standard one", Docs, [10], async server =>
        {
            var name = server.Unique();
            var body = EntraBodies.Group(Guid.CreateVersion7(), name).ToJsonString();
            var created = (await server.PostAsync("Groups", body)).Has(201).Shows(name, "displayName");
            Expect(!created.Texts("schemas").Any(urn => urn.Contains("ADSCIM", StringComparison.Ordinal)), "Microsoft's URN is shown.");
        }),
        Practice("P-932", "Members are added with a null $ref, and again without harm", Docs, [96], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{ada.Id}}"},{"$ref":null,"value":"{{bob.Id}}"}]}""");
            await DoAsync(server, group, $$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{ada.Id}}"}]}""");
            (await server.ReadAsync(group)).HasValues("members", ada.Id, bob.Id);
        }),
        Practice("P-933", "Remove with members in its value removes these alone", Docs + ", default style", [104], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"add","path":"members","value":[{{Values(ada, bob)}}]}""");
            await DoAsync(server, group, $$"""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{{ada.Id}}"}]}""");
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
        }),
        Practice("P-934", "A group is matched by displayName without its members", Docs, [80], async server =>
        {
            var (group, ada, _) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"add","path":"members","value":[{{Values(ada)}}]}""");
            var list = (await server.FindAsync("Groups", $"displayName eq \"{group.Name}\"", "excludedAttributes=members")).Lists(group);
            Expect(Answer.IsUnassigned(Answer.At(list.Resources[0], "members")), "Members are shown.");
            (await server.ReadAsync(group, "excludedAttributes=members")).Lacks("members");
        }),
        Practice("P-935", "id and members are compared in one filter", Docs, [73], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"add","path":"members","value":[{{Values(ada)}}]}""");
            (await server.FindAsync("Groups", $"id eq \"{group.Id}\" and members eq \"{ada.Id}\"", "attributes=id")).Lists(group);
            (await server.FindAsync("Groups", $"id eq \"{group.Id}\" and members eq \"{bob.Id}\"", "attributes=id")).Lists();
        }),
        Practice("P-936", "A second group of the same displayName is 409, or the filter finds one only", Docs + ": groups must be unique by displayName", [38], async server =>
        {
            var (group, _, _) = await GroupAsync(server);
            (await server.PostAsync("Groups", $$"""{"schemas":["{{Urns.Group}}"],"displayName":"{{group.Name}}"}""")).Has(201, 409);
        }),
    ];

    private static async Task<(EntraUser User, Answer Created)> CreateAsync(Conversation server)
    {
        var name = server.Unique();
        var user = new EntraUser { ObjectId = Guid.CreateVersion7(), UserPrincipalName = name, DisplayName = "Joy Young", GivenName = "Joy", Surname = "Young", Mail = name, Department = "Tours" };
        return (user, await server.PostAsync("Users", EntraBodies.User(user).ToJsonString()));
    }

    private static async Task<(Throwaway Group, Throwaway Ada, Throwaway Bob)> GroupAsync(Conversation server)
    {
        server.Needs("groups");
        return (await server.NewGroupAsync(), await server.NewUserAsync(), await server.NewUserAsync());
    }

    private static async Task DoAsync(Conversation server, Throwaway resource, params IReadOnlyList<string> operations) =>
        (await server.PatchAsync(resource.Path, operations)).Succeeds();
}
