using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>PATCH as a message: its answer, its order, its refusals.</summary>
internal static class PatchRules
{
    private const string Title = """{"op":"replace","path":"title","value":"Guide"}""";

    public static IEnumerable<ProbeRule> All => [.. Answers, .. Refusals];

    private static readonly ProbeRule[] Answers =
    [
        Must("P-501", "PATCH answers 200 with the resource or 204 without a body", "7644 3.5.2", [113], async server =>
        {
            var user = await server.NewUserAsync();
            var patched = (await server.PatchAsync(user.Path, Title)).Has(200, 204);
            Expect(patched.Status == 200 ? patched.TextAt("title") == "Guide" : patched.Text.Length == 0, "The body does not go with the status.");
            (await server.ReadAsync(user)).Shows("Guide", "title");
        }),
        Must("P-502", "PATCH with attributes answers 200 with these", "7644 3.5.2", [113], async server =>
        {
            var user = await server.NewUserAsync("\"nickName\":\"Babs\"");
            (await server.SendAsync("PATCH", user.Path, PatchBody(Title), "attributes=title")).Has(200).Shows("Guide", "title").Lacks("nickName");
        }),
        Must("P-503", "PATCH of an id that does not exist is 404", "7644 3.5.2", [84], async server =>
            (await server.PatchAsync("Users/rollcall-probe-nobody", Title)).Refuses(404)),
        Must("P-504", "Operations are carried out in their order", "7644 3.5.2", [94, 95], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"One\"");
            (await server.PatchAsync(user.Path, """{"op":"remove","path":"title"}""", """{"op":"add","path":"title","value":"Two"}""", """{"op":"replace","path":"title","value":"Three"}""", """{"op":"add","path":"nickName","value":"N"}""", """{"op":"remove","path":"nickName"}""")).Succeeds();
            (await server.ReadAsync(user)).Shows("Three", "title").Lacks("nickName");
        }),
        Must("P-505", "A later operation sees what an earlier one has made", "7644 3.5.2", [94], async server =>
        {
            var user = await server.NewUserAsync("\"emails\":[{\"value\":\"old@example.com\",\"type\":\"home\"}]");
            (await server.PatchAsync(user.Path, """{"op":"remove","path":"emails"}""", """{"op":"add","path":"emails","value":[{"value":"new@example.com","type":"work"}]}""", """{"op":"replace","path":"emails[type eq \"work\"].value","value":"newest@example.com"}""")).Succeeds();
            (await server.ReadAsync(user)).HasValues("emails", "newest@example.com");
        }),
        Must("P-506", "A PATCH of which one operation is refused changes nothing", "7644 3.5.2", [93], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"One\"");
            (await server.PatchAsync(user.Path, Title, """{"op":"remove","path":"userName"}""")).Refuses(400);
            (await server.ReadAsync(user)).Shows("One", "title").Shows(user.Created.TextAt("meta/version"), "meta/version");
        }),
        Must("P-507", "PATCH works on an inactive user, and makes one active again", "7644 3.5.2", [114], async server =>
        {
            var user = await server.NewUserAsync("\"active\":true");
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"active","value":false}""")).Succeeds();
            (await server.PatchAsync(user.Path, Title)).Succeeds();
            (await server.ReadAsync(user)).Shows(false, "active").Shows("Guide", "title");
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"active","value":true}""")).Succeeds();
            (await server.ReadAsync(user)).Shows(true, "active");
        }),
        Must("P-508", "PATCH onto a userName that is taken is 409", "7644 3.12", [34], async server =>
        {
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            (await server.PatchAsync(ada.Path, $$"""{"op":"replace","path":"userName","value":"{{bob.Name}}"}""")).Refuses(409).As("uniqueness");
            (await server.ReadAsync(ada)).Shows(ada.Name, "userName");
        }),
        Must("P-509", "Parallel additions of different members are all kept", "7644 3.5.2", [116], async server =>
        {
            server.Needs("groups");
            var users = await ListRules.UsersAsync(server, 6);
            var group = await server.NewGroupAsync();
            await Task.WhenAll(users.Select(user => server.PatchAsync(group.Path, $$"""{"op":"add","path":"members","value":[{{Values(user)}}]}""")));
            (await server.ReadAsync(group)).HasValues("members", [.. users.Select(user => user.Id)]);
        }),
    ];

    private static readonly ProbeRule[] Refusals =
    [
        Must("P-521", "An unknown op is 400", "7644 3.5.2", [91], async server =>
            await RefusedAsync(server, """{"op":"explode","path":"title","value":"x"}""", "invalidSyntax", "invalidValue")),
        Must("P-522", "remove without a path is 400 noTarget", "7644 3.5.2.2", [92], async server => await RefusedAsync(server, """{"op":"remove"}""", "noTarget")),
        Must("P-523", "add without a value is 400", "7644 3.5.2.1", [92], async server =>
            await RefusedAsync(server, """{"op":"add","path":"title"}""", "invalidValue", "invalidSyntax")),
        Must("P-524", "add without a path takes an object, and anything else is 400", "7644 3.5.2.1", [92], async server =>
            await RefusedAsync(server, """{"op":"add","value":"text"}""", "invalidValue", "invalidSyntax", "invalidPath", "noTarget")),
        Must("P-525", "A malformed path is 400 invalidPath", "7644 3.12", [106], async server =>
        {
            await RefusedAsync(server, """{"op":"replace","path":"emails[type eq","value":"x"}""", "invalidPath", "invalidFilter");
            await RefusedAsync(server, """{"op":"replace","path":"emails[","value":"x"}""", "invalidPath", "invalidFilter");
        }),
        Must("P-526", "A path of JSON Pointer is no path", "7644 3.5.2", [106], async server =>
            await RefusedAsync(server, """{"op":"replace","path":"/name/givenName","value":"x"}""", "invalidPath")),
        Must("P-527", "A path to an unknown attribute is refused or passed over", "7644 3.12", [106], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"One\"");
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"rollcallProbe","value":"x"}""")).Has(200, 204, 400);
            Expect((await server.ReadAsync(user)).Shows("One", "title").At("rollcallProbe") is null, "The unknown attribute is shown.");
        }),
        Must("P-528", "remove of a required attribute is 400", "7644 3.5.2.2", [103], async server =>
            await RefusedAsync(server, """{"op":"remove","path":"userName"}""", "mutability", "invalidValue")),
        Must("P-529", "A read-only attribute is refused or passed over, never changed", "7644 3.5.2", [109], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"id","value":"rollcall-probe-other"}""")).Has(200, 204, 400);
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"meta.created","value":"2001-01-01T00:00:00Z"}""")).Has(200, 204, 400);
            (await server.ReadAsync(user)).Shows(user.Id, "id").Shows(user.Created.TextAt("meta/created"), "meta/created");
        }),
        Must("P-530", "A value filter that matches nothing is 400 noTarget", "7644 3.5.2.3", [100], async server =>
        {
            var user = await server.NewUserAsync("\"emails\":[{\"value\":\"a@example.com\",\"type\":\"work\"}]");
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"emails[type eq \"other\"].value","value":"b@example.com"}""")).Refuses(400).As("noTarget");
            (await server.ReadAsync(user)).HasValues("emails", "a@example.com");
        }).Except(ProbeProfiles.Entra),
        Must("P-531", "A value of the wrong type is 400 and changes nothing", "7644 3.12", [7], async server =>
        {
            await RefusedAsync(server, """{"op":"replace","path":"active","value":{"a":1} }""", "invalidValue", "invalidSyntax");
            await RefusedAsync(server, """{"op":"replace","path":"title","value":{"a":1} }""", "invalidValue", "invalidSyntax");
        }),
        Must("P-532", "A body without Operations is 400", "7644 3.5.2", [90], async server =>
            (await server.SendAsync("PATCH", (await server.NewUserAsync()).Path, $$"""{"schemas":["{{Urns.PatchOp}}"]}""")).Refuses(400)),
        Must("P-533", "PATCH of malformed JSON is 400 invalidSyntax", "7644 3.12", [7], async server =>
            (await server.SendAsync("PATCH", (await server.NewUserAsync()).Path, "{\"Operations\":[")).Refuses(400).As("invalidSyntax")),
        Must("P-534", "PATCH cannot make userName empty", "7643 4.1.1", [103], async server =>
            await RefusedAsync(server, """{"op":"replace","path":"userName","value":""}""", "invalidValue", "mutability")),
    ];

    private static async Task RefusedAsync(Conversation server, string operation, params string[] scimTypes)
    {
        var user = await server.NewUserAsync("\"title\":\"One\",\"active\":true");
        (await server.PatchAsync(user.Path, operation)).Refuses(400).As(scimTypes);
        (await server.ReadAsync(user)).Shows("One", "title").Shows(true, "active").Shows(user.Name, "userName");
    }
}
