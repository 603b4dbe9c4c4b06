using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What Okta sends and expects; facts gathered in November 2026 from Okta's documentation, its FAQ and its Runscope SPEC test.</summary>
internal static class OktaRules
{
    private const string Docs = "okta-developer-docs, scim-20";
    private const string Spec = "Okta's SPEC test";

    public static IEnumerable<ProbeRule> All => Rules.Select(rule => rule with { Profiles = ProbeProfiles.Okta });

    private static readonly ProbeRule[] Rules =
    [
        Practice("P-941", "Connection test: two users, then a hundred groups", Docs, [47], async server =>
        {
            (await server.GetAsync("Users", "startIndex=1&count=2")).Has(200);
            (await server.GetAsync("Groups", "startIndex=1&count=100")).Has(200);
        }),
        Practice("P-942", "A list has Resources, and its numbers are whole numbers", Spec, [46, 47], async server =>
        {
            var list = (await server.GetAsync("Users", "count=1&startIndex=1")).Has(200);
            Expect(list.At("Resources") is System.Text.Json.Nodes.JsonArray, "There is no array Resources.");
            Expect(list.NumberAt("totalResults") is not null && list.NumberAt("startIndex") is 1 && list.NumberAt("itemsPerPage") is not null, "A number is missing or a text.");
        }),
        Practice("P-943", "A user is matched by userName with Okta's paging", Docs, [67], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.FindAsync("Users", $"userName eq \"{user.Name}\"", "startIndex=1&count=100")).Lists(user);
            (await server.FindAsync("Users", $"userName eq \"{user.Name.ToUpperInvariant()}\"", "startIndex=1&count=100")).Lists(user);
            (await server.FindAsync("Users", $"userName eq \"{server.Unique()}\"", "startIndex=1&count=100")).Lists();
        }),
        Practice("P-944", "A user is created from Okta's body and comes back whole", Docs, [25, 26, 36], async server =>
        {
            var created = (await server.PostAsync("Users", Body(server.Unique()))).Has(201);
            created.Shows("Test", "name/givenName").Shows("00ujl29u0le5T6Aj10h7", "externalId").Shows(true, "active").Lacks("groups").Lacks("password");
        }),
        Practice("P-945", "A missing user is 404 with schemas, a status text and a detail", Spec, [4], async server =>
        {
            var error = (await server.GetAsync("Users/00919288221112222")).Refuses(404).Shows("404", "status");
            Expect(error.TextAt("detail") is { Length: > 0 }, "There is no detail.");
        }),
        Practice("P-946", "The same user again is 409", Spec, [38], async server =>
        {
            var name = server.Unique();
            (await server.PostAsync("Users", Body(name))).Has(201);
            (await server.PostAsync("Users", Body(name))).Refuses(409);
        }),
        Practice("P-947", "PUT of the whole echo updates", Docs, [87], async server =>
        {
            var user = await server.CreateAsync("Users", Body(server.Unique()));
            var echo = (await server.ReadAsync(user)).Json;
            echo["title"] = "Guide";
            echo["groups"] = new System.Text.Json.Nodes.JsonArray();
            echo["name"]!["middleName"] = "";
            (await server.PutAsync(user.Path, echo.ToJsonString())).Has(200).Shows("Guide", "title").Shows(user.Name, "userName").Lacks("name/middleName");
        }),
        Practice("P-948", "PATCH without a path deactivates and activates (OIN)", Docs, [107], async server =>
        {
            var user = await server.CreateAsync("Users", Body(server.Unique()));
            (await server.PatchAsync(user.Path, """{"op":"replace","value":{"active":false}}""")).Has(200, 204);
            (await server.ReadAsync(user)).Shows(false, "active");
            (await server.PatchAsync(user.Path, """{"op":"replace","value":{"active":true}}""")).Has(200, 204);
            (await server.ReadAsync(user)).Shows(true, "active");
        }),
        Practice("P-949", "PUT deactivates and activates (AIW)", Docs, [86], async server =>
        {
            var (user, name) = (await server.CreateAsync("Users", Body(server.Unique())), "");
            name = user.Name;
            (await server.PutAsync(user.Path, server.UserBody("\"active\":false", name))).Has(200);
            (await server.ReadAsync(user)).Shows(false, "active");
            (await server.PutAsync(user.Path, server.UserBody("\"active\":true", name))).Has(200);
            (await server.ReadAsync(user)).Shows(true, "active");
        }),
        Practice("P-950", "A group is pushed with an empty member list", Docs, [14], async server =>
        {
            server.Needs("groups");
            var name = server.Unique();
            (await server.FindAsync("Groups", $"displayName eq \"{name}\"", "startIndex=1&count=100")).Lists();
            (await server.PostAsync("Groups", $$"""{"schemas":["{{Urns.Group}}"],"displayName":"{{name}}","members":[]}""")).Has(201).Shows(name, "displayName");
        }),
        Practice("P-951", "A group is renamed by a value that holds its id", Docs, [21, 107], async server =>
        {
            server.Needs("groups");
            var (group, name) = (await server.NewGroupAsync(), server.Unique());
            (await server.PatchAsync(group.Path, $$"""{"op":"replace","value":{"id":"{{group.Id}}","displayName":"{{name}}"} }""")).Has(200, 204);
            (await server.ReadAsync(group)).Shows(name, "displayName").Shows(group.Id, "id");
        }),
        Practice("P-952", "Members are removed and added in one PATCH", Docs, [94, 104], async server =>
        {
            server.Needs("groups");
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            var group = await server.NewGroupAsync(ada);
            (await server.PatchAsync(
                group.Path,
                $$"""{"op":"remove","path":"members[value eq \"{{ada.Id}}\"]"}""",
                $$"""{"op":"add","path":"members","value":[{"value":"{{bob.Id}}","display":"{{bob.Name}}"}]}""")).Has(200, 204);
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
        }),
        Practice("P-953", "A full push replaces the members, also by none", "SCIM-SDK#757", [98], async server =>
        {
            server.Needs("groups");
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            var group = await server.NewGroupAsync(ada);
            (await server.PatchAsync(group.Path, $$"""{"op":"replace","path":"members","value":[{{Values(bob)}}]}""")).Has(200, 204);
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
            (await server.PatchAsync(group.Path, """{"op":"replace","path":"members","value":[]}""")).Has(200, 204);
            (await server.ReadAsync(group)).Lacks("members");
        }),
        Practice("P-954", "PUT of a group sets name and members (AIW)", Docs, [86], async server =>
        {
            server.Needs("groups");
            var (ada, group, name) = (await server.NewUserAsync(), await server.NewGroupAsync(), server.Unique());
            (await server.PutAsync(group.Path, $$"""{"schemas":["{{Urns.Group}}"],"id":"{{group.Id}}","displayName":"{{name}}","members":[{"value":"{{ada.Id}}","display":"{{ada.Name}}"}]}""")).Has(200);
            (await server.ReadAsync(group)).Shows(name, "displayName").HasValues("members", ada.Id);
        }),
    ];

    private static string Body(string name) => $$"""
        {"schemas":["{{Urns.User}}"],"userName":"{{name}}","name":{"givenName":"Test","familyName":"User"},"emails":[{"primary":true,"value":"{{name}}","type":"work"}],
         "displayName":"Test User","locale":"en-US","externalId":"00ujl29u0le5T6Aj10h7","groups":[],"password":"1mz050nq-Probe","active":true}
        """;
}
