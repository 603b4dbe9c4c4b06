using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>PUT of a whole resource.</summary>
internal static class PutRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-401", "PUT of an id that does not exist is 404 and creates nothing", "7644 3.5.1", [84], async server =>
        {
            var name = server.Unique();
            (await server.PutAsync("Users/rollcall-probe-nobody", server.UserBody(null, name))).Refuses(404);
            (await server.FindAsync("Users", $"userName eq \"{name}\"")).Lists();
        }),
        Must("P-402", "PUT answers 200 with the whole resource", "7644 3.5.1", [89], async server =>
        {
            var user = await server.NewUserAsync();
            var put = (await server.PutAsync(user.Path, server.UserBody("\"title\":\"Guide\"", user.Name))).Has(200);
            put.Shows(user.Id, "id").Shows(user.Name, "userName").Shows("Guide", "title");
            (await server.ReadAsync(user)).Shows("Guide", "title");
        }),
        Must("P-403", "PUT replaces the values of what it sends", "7644 3.5.1", [86], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"Cook\",\"emails\":[{\"value\":\"a@example.com\",\"type\":\"work\"},{\"value\":\"b@example.com\",\"type\":\"home\"}]");
            (await server.PutAsync(user.Path, server.UserBody("\"title\":\"Guide\",\"emails\":[{\"value\":\"c@example.com\",\"type\":\"work\"}]", user.Name))).Succeeds();
            (await server.ReadAsync(user)).Shows("Guide", "title").HasValues("emails", "c@example.com");
        }),
        Must("P-404", "Read-only attributes in a PUT are ignored", "7644 3.5.1", [21, 85], async server =>
        {
            var user = await server.NewUserAsync();
            var body = server.UserBody("\"id\":\"rollcall-probe-other\",\"groups\":[{\"value\":\"x\"}],\"meta\":{\"created\":\"2001-01-01T00:00:00Z\",\"resourceType\":\"User\"}", user.Name);
            (await server.PutAsync(user.Path, body)).Has(200).Shows(user.Id, "id").Lacks("groups");
            (await server.ReadAsync(user)).Shows(user.Created.TextAt("meta/created"), "meta/created");
        }),
        Must("P-405", "PUT without a required attribute is 400", "7644 3.5.1", [85], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.PutAsync(user.Path, $$"""{"schemas":["{{Urns.User}}"],"title":"Guide"}""")).Refuses(400);
            (await server.ReadAsync(user)).Shows(user.Name, "userName");
        }),
        Must("P-406", "PUT with null or an empty array clears", "7643 2.5", [14, 87], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"Guide\",\"emails\":[{\"value\":\"a@example.com\"}]");
            (await server.PutAsync(user.Path, server.UserBody("\"title\":null,\"emails\":[]", user.Name))).Succeeds();
            (await server.ReadAsync(user)).Lacks("title").Lacks("emails");
        }),
        Practice("P-407", "PUT of what GET has given changes nothing", "Okta updates so", [87], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"Guide\",\"name\":{\"givenName\":\"B\",\"familyName\":\"J\"},\"emails\":[{\"value\":\"a@example.com\",\"type\":\"work\",\"primary\":true}]");
            var before = await server.ReadAsync(user);
            (await server.PutAsync(user.Path, before.Text)).Succeeds();
            var after = await server.ReadAsync(user);
            Expect(before.TextAt("meta/version") == after.TextAt("meta/version") && before.TextAt("meta/lastModified") == after.TextAt("meta/lastModified"), "meta.version or meta.lastModified has changed.");
            after.Shows(before.At("emails")?.DeepClone(), "emails").Shows(before.At("name")?.DeepClone(), "name");
        }),
        Must("P-408", "PUT onto a userName that is taken is 409", "7644 3.5.1", [34, 88], async server =>
        {
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            (await server.PutAsync(ada.Path, server.UserBody(null, bob.Name))).Refuses(409).As("uniqueness");
            (await server.ReadAsync(ada)).Shows(ada.Name, "userName");
        }),
        Must("P-409", "PUT may change the case of a user's own name", "7643 4.1.1", [88], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.PutAsync(user.Path, server.UserBody(null, user.Name.ToUpperInvariant()))).Has(200);
        }),
        Must("P-410", "PUT renames a user, who is then found by the new name alone", "7644 3.5.1", [88], async server =>
        {
            var (user, name) = (await server.NewUserAsync(), server.Unique());
            (await server.PutAsync(user.Path, server.UserBody(null, name))).Has(200);
            (await server.FindAsync("Users", $"userName eq \"{name}\"")).Lists(user);
            (await server.FindAsync("Users", $"userName eq \"{user.Name}\"")).Lists();
        }),
        Must("P-411", "PUT of a group replaces its members", "7644 3.5.1", [86], async server =>
        {
            server.Needs("groups");
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            var group = await server.NewGroupAsync(ada);
            (await server.PutAsync(group.Path, $$"""{"schemas":["{{Urns.Group}}"],"displayName":"{{group.Name}}","members":[{{Values(bob)}}]}""")).Succeeds();
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
        }),
        Must("P-412", "PUT of malformed JSON is 400 and changes nothing", "7644 3.12", [7], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"Guide\"");
            (await server.PutAsync(user.Path, "{\"userName\":")).Refuses(400).As("invalidSyntax");
            (await server.ReadAsync(user)).Shows("Guide", "title");
        }),
    ];
}
