using Rollcall.Scim.Calling;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What OneLogin sends and expects; facts gathered in November 2026 from developers.onelogin.com and from bodies seen in the field.</summary>
internal static class OneLoginRules
{
    private const string Docs = "developers.onelogin.com, implement-scim-api";

    public static IEnumerable<ProbeRule> All => Rules.Select(rule => rule with { Profiles = ProbeProfiles.OneLogin });

    private static readonly ProbeRule[] Rules =
    [
        Practice("P-961", "Answers to application/json are application/json", Docs, [2], async server =>
        {
            var user = (await PlainAsync(server, "POST", "Users", server.UserBody())).Has(201);
            foreach (var answer in (Answer[])[user, await PlainAsync(server, "GET", "Users/" + user.Id), await PlainAsync(server, "GET", "Users"), await PlainAsync(server, "GET", "Users/nobody")])
            {
                answer.IsOf("application/json");
            }
        }),
        Practice("P-962", "The initial test looks for a user that does not exist", Docs, [46], async server =>
            (await server.FindAsync("Users", $"userName eq \"{server.Unique()}\"")).Lists()),
        Practice("P-963", "An ampersand after the query and a question mark after the path do no harm", "authentik#11249", [44], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.GetAsync("Users", $"filter=userName+eq+%22{Uri.EscapeDataString(user.Name)}%22&")).Lists(user);
            (await server.SendAsync("PUT", user.Path, server.UserBody("\"title\":\"Guide\"", user.Name), "")).Has(200);
        }),
        Practice("P-964", "The URNs of SCIM 1 in schemas are passed over", "authentik#11249, Monoskope", [10], async server =>
        {
            var name = server.Unique();
            var body = $$"""{"schemas":["urn:scim:schemas:core:2.0","urn:scim:schemas:extension:enterprise:2.0"],"userName":"{{name}}"}""";
            (await server.PostAsync("Users", body)).Has(201).Shows(name, "userName");
        }),
        Practice("P-965", "A null id and a boolean as text are read", "templates seen in the field", [14, 110], async server =>
            (await server.PostAsync("Users", server.UserBody("\"id\":null,\"active\":\"true\",\"title\":null"))).Has(201).Shows(true, "active").Lacks("title")),
        Practice("P-966", "PUT with a boolean as text deactivates", "templates seen in the field", [110], async server =>
        {
            var user = await server.NewUserAsync("\"active\":true");
            (await server.PutAsync(user.Path, server.UserBody("\"active\":\"false\"", user.Name))).Has(200);
            (await server.ReadAsync(user)).Shows(false, "active");
        }),
        Practice("P-967", "Names with a dot at the top of a body are paths", "PostHog PR#39859", [107], async server =>
        {
            var user = await server.NewUserAsync("\"name.givenName\":\"Babs\",\"name.familyName\":\"Jensen\"");
            (await server.ReadAsync(user)).Shows("Babs", "name/givenName").Shows("Jensen", "name/familyName");
        }),
        Practice("P-968", "A group is created, its members patched, and listed", Docs, [96], async server =>
        {
            server.Needs("groups");
            var (user, group) = (await server.NewUserAsync(), await server.NewGroupAsync());
            (await server.PatchAsync(group.Path, $$"""{"op":"add","path":"members","value":[{{Values(user)}}]}""")).Has(200, 204);
            (await server.ReadAsync(group)).HasValues("members", user.Id);
            (await server.GetAsync("Groups")).Has(200);
        }),
        Practice("P-969", "A user is suspended by PUT and deleted by DELETE", Docs, [118, 120], async server =>
        {
            var user = await server.NewUserAsync("\"active\":true");
            (await server.PutAsync(user.Path, server.UserBody("\"active\":false", user.Name))).Has(200);
            (await server.ReadAsync(user)).Shows(false, "active");
            (await server.DeleteAsync(user.Path)).Has(204, 200);
        }),
    ];

    private static Task<Answer> PlainAsync(Conversation server, string method, string path, string? body = null) => server.SendAsync(new WireRequest(method, path)
    {
        Body = body is null ? null : System.Text.Encoding.UTF8.GetBytes(body),
        ContentType = "application/json",
        Headers = [new("Accept", "application/json")],
    });
}
