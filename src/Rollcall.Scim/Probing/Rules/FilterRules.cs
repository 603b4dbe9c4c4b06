using System.Text.Json;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What filters find.</summary>
internal static class FilterRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-331", "userName eq finds the user and no other", "7644 3.4.2.2", [47], async server =>
        {
            var (ada, _) = (await server.NewUserAsync(), await server.NewUserAsync());
            (await server.FindAsync("Users", $"userName eq \"{ada.Name}\"")).Lists(ada);
        }),
        Must("P-332", "Attribute names and operators are read in any case", "7644 3.4.2.2", [51], async server =>
        {
            var ada = await server.NewUserAsync();
            (await server.FindAsync("Users", $"USERNAME Eq \"{ada.Name}\"")).Lists(ada);
        }),
        Must("P-333", "userName is compared without regard to case", "7643 4.1.1", [67], async server =>
        {
            var ada = await server.NewUserAsync();
            (await server.FindAsync("Users", $"userName eq \"{ada.Name.ToUpperInvariant()}\"")).Lists(ada);
        }),
        Must("P-334", "externalId and id are compared with regard to case", "7643 3.1", [67], async server =>
        {
            var external = "Probe-" + server.Unique();
            var ada = await server.NewUserAsync($"\"externalId\":\"{external}\"");
            (await server.FindAsync("Users", $"externalId eq \"{external}\"")).Lists(ada);
            (await server.FindAsync("Users", $"externalId eq \"{external.ToUpperInvariant()}\"")).Lists();
            (await server.FindAsync("Users", $"id eq \"{ada.Id}\"")).Lists(ada);
        }),
        Must("P-335", "and binds more tightly than or", "7644 3.4.2.2", [52], async server =>
        {
            var (ada, bob, cyd) = await ThreeAsync(server);
            (await server.FindAsync("Users", $"{Named(ada)} or {Named(bob)} and title eq \"none\"")).Lists(ada);
            (await server.FindAsync("Users", $"({Named(ada)} or {Named(cyd)}) and title eq \"Cook\"")).Lists(cyd);
        }),
        Must("P-336", "not turns a filter around", "7644 3.4.2.2", [52], async server =>
        {
            var (ada, bob, cyd) = await ThreeAsync(server);
            (await server.FindAsync("Users", $"not (title eq \"Guide\") and {server.Mine}")).Lists(cyd);
            (await server.FindAsync("Users", $"{server.Mine} and not ({Named(cyd)} or {Named(ada)})")).Lists(bob);
        }),
        Must("P-337", "not without parentheses is refused", "7644 3.4.2.2", [52], async server => await RefusedAsync(server, $"not title eq \"Guide\" and {server.Mine}")),
        Must("P-338", "ne, sw, ew and co find what they say", "7644 3.4.2.2", [58], async server =>
        {
            var (ada, bob, cyd) = await ThreeAsync(server);
            (await server.FindAsync("Users", $"title ne \"Guide\" and {server.Mine}")).Lists(cyd);
            (await server.FindAsync("Users", $"title sw \"Gui\" and {server.Mine}")).Lists(ada, bob);
            (await server.FindAsync("Users", $"title ew \"ook\" and {server.Mine}")).Lists(cyd);
            (await server.FindAsync("Users", $"title co \"uid\" and {server.Mine}")).Lists(ada, bob);
        }),
        Must("P-339", "pr finds those that have a value", "7644 3.4.2.2", [63, 64], async server =>
        {
            var (ada, bob) = (await server.NewUserAsync("\"title\":\"Guide\",\"emails\":[{\"value\":\"a@example.com\"}]"), await server.NewUserAsync());
            (await server.FindAsync("Users", $"title pr and {server.Mine}")).Lists(ada);
            (await server.FindAsync("Users", $"emails pr and {server.Mine}")).Lists(ada);
            (await server.FindAsync("Users", $"not (title pr) and {server.Mine}")).Lists(bob);
        }),
        Must("P-340", "A string in a filter has the escapes of JSON", "7644 3.4.2.2", [53], async server =>
        {
            var text = server.Unique() + " \"x\" \\ /é";
            var ada = await server.NewUserAsync($"\"displayName\":{JsonSerializer.Serialize(text)}");
            (await server.FindAsync("Users", $"displayName eq {JsonSerializer.Serialize(text)}")).Lists(ada);
        }),
        Must("P-341", "An apostrophe in a value is a letter like any other", "7644 3.4.2.2", [53], async server =>
        {
            var ada = await server.NewUserAsync($"\"displayName\":\"O'Malley {server.Unique()}\"");
            (await server.FindAsync("Users", $"displayName eq \"{ada.Created.TextAt("displayName")}\"")).Lists(ada);
        }),
        Must("P-342", "A string in single quotes is refused", "7644 3.4.2.2", [53], async server => await RefusedAsync(server, "userName eq 'probe'")),
        Must("P-343", "Words and brackets of filters may stand inside a value", "7644 3.4.2.2", [54], async server =>
        {
            var name = server.Unique() + " and a or b] (c) [d eq";
            var ada = await server.NewUserAsync($"\"displayName\":\"{name}\"");
            (await server.FindAsync("Users", $"displayName eq \"{name}\"")).Lists(ada);
            (await server.FindAsync("Users", $"displayName eq \"{name}\" and title pr")).Lists();
        }),
        Must("P-344", "A space may be sent as plus or %20, and a plus as %2B", "7644 3.4.2.2", [55], async server =>
        {
            var ada = await server.CreateAsync("Users", server.UserBody(null, "a+b" + server.Unique()));
            foreach (var space in (string[])["+", "%20"])
            {
                var query = $"filter=userName{space}eq{space}{Uri.EscapeDataString($"\"{ada.Name}\"")}";
                (await server.GetAsync("Users", query)).Lists(ada);
            }
        }),
        Must("P-345", "A filter on a multi-valued attribute matches any of its values", "7644 3.4.2.2", [58], async server =>
        {
            var ada = await TwoMailsAsync(server);
            (await server.FindAsync("Users", $"emails.value eq \"home-{ada.Name}\"")).Lists(ada);
            (await server.FindAsync("Users", $"emails.type eq \"work\" and emails.value eq \"home-{ada.Name}\"")).Lists(ada);
        }),
        Must("P-346", "A value path asks for one value that meets all of it", "7644 3.4.2.2", [58], async server =>
        {
            var ada = await TwoMailsAsync(server);
            (await server.FindAsync("Users", $"emails[type eq \"home\" and value eq \"home-{ada.Name}\"]")).Lists(ada);
            (await server.FindAsync("Users", $"emails[type eq \"work\" and value eq \"home-{ada.Name}\"]")).Lists();
        }),
        Must("P-347", "A filter on a multi-valued attribute alone means its value", "7644 3.4.2.2, figure 2", [59], async server =>
        {
            var ada = await TwoMailsAsync(server);
            (await server.FindAsync("Users", $"emails co \"home-{ada.Name}\"")).Lists(ada);
        }),
        Must("P-348", "emails.value is compared without regard to case", "7643 4.1.2", [67], async server =>
        {
            var ada = await TwoMailsAsync(server);
            (await server.FindAsync("Users", $"emails.value eq \"HOME-{ada.Name.ToUpperInvariant()}\"")).Lists(ada);
        }),
        Must("P-349", "not of a multi-valued filter finds those without any value too", "7644 3.4.2.2", [62], async server =>
        {
            var (ada, bob) = (await TwoMailsAsync(server), await server.NewUserAsync());
            (await server.FindAsync("Users", $"not (emails.value eq \"home-{ada.Name}\") and {server.Mine}")).Lists(bob);
        }),
        Practice("P-350", "eq null finds those without a value", "RFC 7643 section 2.5", [63], async server =>
        {
            var (_, bob) = (await server.NewUserAsync("\"title\":\"Guide\""), await server.NewUserAsync());
            (await server.FindAsync("Users", $"title eq null and {server.Mine}")).Lists(bob);
        }),
        Must("P-351", "Times are compared as instants, whatever their zones", "7644 3.4.2.2", [65], async server =>
        {
            var ada = await server.NewUserAsync();
            (await server.FindAsync("Users", $"meta.created gt \"2001-01-01T00:00:00-07:00\" and {server.Mine}")).Lists(ada);
            (await server.FindAsync("Users", $"meta.created lt \"2001-01-01T00:00:00Z\" and {server.Mine}")).Lists();
            (await server.FindAsync("Users", $"meta.lastModified le \"{ada.Created.TextAt("meta/lastModified")}\" and {server.Mine}")).Lists(ada);
        }),
        Must("P-352", "% and _ in a value are letters, not wildcards", "7644 3.4.2.2", [67], async server =>
        {
            var ada = await server.NewUserAsync("\"title\":\"a_b%c\"");
            await server.NewUserAsync("\"title\":\"axbyc\"");
            (await server.FindAsync("Users", $"title eq \"a_b%c\" and {server.Mine}")).Lists(ada);
            (await server.FindAsync("Users", $"title sw \"a_b\" and {server.Mine}")).Lists(ada);
            (await server.FindAsync("Users", $"title co \"%\" and {server.Mine}")).Lists(ada);
        }),
        Must("P-353", "active is compared with true and false", "7644 3.4.2.2", [68], async server =>
        {
            var (ada, bob) = (await server.NewUserAsync("\"active\":true"), await server.NewUserAsync("\"active\":false"));
            (await server.FindAsync("Users", $"active eq true and {server.Mine}")).Lists(ada);
            (await server.FindAsync("Users", $"active eq false and {server.Mine}")).Lists(bob);
        }),
        Must("P-354", "Names in a filter may bear their URN", "7644 3.10", [71], async server =>
        {
            var ada = await server.NewUserAsync();
            (await server.FindAsync("Users", $"{Urns.User}:userName eq \"{ada.Name}\"")).Lists(ada);
            (await server.FindAsync("Users", $"{Urns.User.ToUpperInvariant()}:userName eq \"{ada.Name}\"")).Lists(ada);
        }),
        Must("P-355", "Attributes of an extension are found by URN", "7644 3.10", [71], async server =>
        {
            server.Needs("enterprise");
            var number = server.Unique();
            var ada = await server.NewEnterpriseUserAsync($$"""{"employeeNumber":"{{number}}"}""");
            (await server.FindAsync("Users", $"{Urns.EnterpriseUser}:employeeNumber eq \"{number}\"")).Lists(ada);
        }),
        Should("P-356", "schemas eq finds the users of an extension", "7644 3.4.2.2, figure 2", [72], async server =>
        {
            server.Needs("enterprise");
            await server.NewUserAsync();
            var ada = await server.NewEnterpriseUserAsync("""{"department":"Tours"}""");
            (await server.FindAsync("Users", $"schemas eq \"{Urns.EnterpriseUser}\" and {server.Mine}")).Lists(ada);
        }),
        Must("P-357", "Groups are found by displayName", "7644 3.4.2.2", [67], async server =>
        {
            server.Needs("groups");
            var group = await server.NewGroupAsync();
            (await server.FindAsync("Groups", $"displayName eq \"{group.Name}\"")).Lists(group);
            (await server.FindAsync("Groups", $"displayName eq \"{group.Name.ToUpperInvariant()}\"")).Lists(group);
        }),
        Must("P-358", "Groups are found by a member", "7644 3.4.2.2", [73], async server =>
        {
            server.Needs("groups");
            var ada = await server.NewUserAsync();
            var group = await server.NewGroupAsync(ada);
            (await server.FindAsync("Groups", $"members.value eq \"{ada.Id}\"")).Lists(group);
            (await server.FindAsync("Groups", $"members[value eq \"{ada.Id}\"]", "attributes=id")).Lists(group);
        }),
    ];

    internal static async Task RefusedAsync(Conversation server, string filter) =>
        (await server.GetAsync("Users", "filter=" + Uri.EscapeDataString(filter))).Refuses(400).As("invalidFilter");

    private static string Named(Throwaway user) => $"userName eq \"{user.Name}\"";

    private static async Task<(Throwaway Ada, Throwaway Bob, Throwaway Cyd)> ThreeAsync(Conversation server) => (
        await server.NewUserAsync("\"title\":\"Guide\""), await server.NewUserAsync("\"title\":\"Guide\""), await server.NewUserAsync("\"title\":\"Cook\""));

    private static async Task<Throwaway> TwoMailsAsync(Conversation server)
    {
        var name = server.Unique();
        return await server.CreateAsync("Users", server.UserBody(
            $$"""
            "emails":[{"value":"work-{{name}}","type":"work"},{"value":"home-{{name}}","type":"home"}]
            """, name));
    }
}
