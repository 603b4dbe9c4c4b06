using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>Lists and their pages.</summary>
internal static class ListRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-301", "A query without a match is 200 with totalResults 0", "7644 3.4.2", [46], async server =>
        {
            var none = await server.FindAsync("Users", $"userName eq \"{server.Unique()}\"");
            Expect(none.Total == 0 && none.Resources.Count == 0, $"totalResults is {none.Total}.");
        }),
        Practice("P-302", "A query without a match has an empty array Resources", "Okta's SPEC test and Entra ID read it", [46], async server =>
            Expect((await server.FindAsync("Users", $"userName eq \"{server.Unique()}\"")).At("Resources") is JsonArray, "There is no array Resources.")),
        Must("P-303", "A list is a ListResponse whose numbers are numbers", "7644 3.4.2", [47], async server =>
        {
            await server.NewUserAsync();
            var list = await server.FindAsync("Users", server.Mine, "startIndex=1&count=5");
            Expect(list.Texts("schemas").Contains(Urns.ListResponse), "schemas does not name the URN of ListResponse.");
            list.Shows(1, "totalResults").Shows(1, "startIndex").Shows(1, "itemsPerPage");
        }),
        Must("P-304", "totalResults counts all matches and itemsPerPage those of the page", "7644 3.4.2", [47], async server =>
        {
            await UsersAsync(server, 3);
            var list = await server.FindAsync("Users", server.Mine, "startIndex=1&count=1");
            Expect(list.Total == 3 && list.Resources.Count == 1, $"totalResults is {list.Total}, and {list.Resources.Count} are shown.");
            list.Shows(1, "itemsPerPage");
        }),
        Must("P-305", "A startIndex below 1 is read as 1", "7644 3.4.2.4", [48], async server =>
        {
            await UsersAsync(server, 2);
            foreach (var start in (string[])["0", "-5"])
            {
                var list = await server.FindAsync("Users", server.Mine, $"startIndex={start}&count=10");
                Expect(list.Resources.Count == 2 && list.NumberAt("startIndex") is 1 or null, $"startIndex={start} is answered from {list.NumberAt("startIndex")} with {list.Resources.Count} of 2.");
            }
        }),
        Must("P-306", "count=0 answers totalResults and no resource", "7644 3.4.2.4", [48], async server =>
        {
            await UsersAsync(server, 2);
            var list = await server.FindAsync("Users", server.Mine, "count=0");
            Expect(list.Total == 2 && list.Resources.Count == 0, $"totalResults is {list.Total}, and {list.Resources.Count} are shown.");
        }),
        Must("P-307", "A negative count is read as 0", "7644 3.4.2.4", [48], async server =>
        {
            await UsersAsync(server, 1);
            var list = await server.FindAsync("Users", server.Mine, "count=-1");
            Expect(list.Total == 1 && list.Resources.Count == 0, $"totalResults is {list.Total}, and {list.Resources.Count} are shown.");
        }),
        Must("P-308", "A page past the end is empty and has the same totalResults", "7644 3.4.2.4", [48], async server =>
        {
            await UsersAsync(server, 2);
            var list = await server.FindAsync("Users", server.Mine, "startIndex=1000&count=10");
            Expect(list.Total == 2 && list.Resources.Count == 0, $"totalResults is {list.Total}, and {list.Resources.Count} are shown.");
        }),
        Must("P-309", "A count above the maximum is lowered, not refused", "7644 3.4.2.4", [48, 131], async server =>
        {
            await UsersAsync(server, 1);
            var most = server.Limit("filter/maxResults") is { } limit and > 0 ? limit : 1_000_000;
            var list = await server.FindAsync("Users", server.Mine, string.Create(CultureInfo.InvariantCulture, $"count={most + 1L}"));
            Expect(list.Resources.Count == 1, "The user is not in the list.");
        }),
        Practice("P-310", "A startIndex or count that is no number is 400", "RFC 7644 section 3.12, invalidValue", [49], async server =>
        {
            (await server.GetAsync("Users", "startIndex=one")).Refuses(400);
            (await server.GetAsync("Users", "count=ten")).Refuses(400);
        }),
        Must("P-311", "Pages of any size give every resource once, in one order", "7644 3.4.2.4", [50], async server =>
        {
            var users = await UsersAsync(server, 7);
            foreach (var sizes in (int[][])[[1, 2, 4], [3, 3, 3], [7], [5, 1, 1]])
            {
                var seen = await WalkAsync(server, sizes);
                Expect(seen.Order(StringComparer.Ordinal).SequenceEqual(users.Select(user => user.Id).Order(StringComparer.Ordinal)), $"Pages of {string.Join(", ", sizes)} gave {seen.Count} rows, {seen.Distinct(StringComparer.Ordinal).Count()} of them different; there are 7.");
            }
        }),
        Practice("P-312", "Two walks give the same order", "Okta: the same ordering whatever startIndex and count", [50], async server =>
        {
            await UsersAsync(server, 5);
            var (one, other) = (await WalkAsync(server, [5]), await WalkAsync(server, [2, 2, 2]));
            Expect(one.SequenceEqual(other, StringComparer.Ordinal), "The orders differ.");
        }),
        Must("P-313", "Unknown query parameters are ignored", "7644 3.4.2", [45], async server =>
        {
            await UsersAsync(server, 1);
            foreach (var key in (string[])["aadOptscim062020", "AzureAdScimPatch062020", "x=1&y="])
            {
                Expect((await server.FindAsync("Users", server.Mine, key)).Total == 1, $"?{key} changed the answer.");
            }
        }),
        Must("P-314", "attributes shows these and what is always returned", "7644 3.4.2.5", [78, 79], async server =>
        {
            var user = await FullAsync(server);
            var read = (await server.ReadAsync(user, "attributes=title")).Shows("Guide", "title").Shows(user.Id, "id").Lacks("displayName").Lacks("emails").Lacks("name");
            Expect(read.Texts("schemas").Count > 0, "schemas is missing.");
        }),
        Must("P-315", "attributes works in lists", "7644 3.4.2.5", [78], async server =>
        {
            var user = await FullAsync(server);
            var item = (await server.FindAsync("Users", $"userName eq \"{user.Name}\"", "attributes=title")).Lists(user).Resources[0];
            Expect(Answer.At(item, "title") is not null && Answer.At(item, "displayName") is null, "The list shows other attributes.");
        }),
        Must("P-316", "excludedAttributes hides these and nothing else", "7644 3.4.2.5", [78], async server =>
        {
            var user = await FullAsync(server);
            (await server.ReadAsync(user, "excludedAttributes=title,emails")).Lacks("title").Lacks("emails").Shows("Babs", "displayName").Shows(user.Name, "userName");
        }),
        Must("P-317", "excludedAttributes cannot hide the id", "7643 7", [79], async server =>
        {
            var user = await FullAsync(server);
            (await server.ReadAsync(user, "excludedAttributes=id,title")).Shows(user.Id, "id");
        }),
        Must("P-318", "attributes and excludedAttributes reach sub-attributes", "7644 3.10", [78], async server =>
        {
            var user = await FullAsync(server);
            (await server.ReadAsync(user, "attributes=name.givenName")).Shows("Barbara", "name/givenName").Lacks("name/familyName");
            (await server.ReadAsync(user, "excludedAttributes=name.givenName")).Lacks("name/givenName").Shows("Jensen", "name/familyName");
        }),
        Must("P-319", "attributes takes names with their URN, and names in any case", "7644 3.10", [78], async server =>
        {
            var user = await FullAsync(server);
            (await server.ReadAsync(user, $"attributes={Urns.User}:title")).Shows("Guide", "title").Lacks("displayName");
            (await server.ReadAsync(user, "attributes=TITLE")).Shows("Guide", "title").Lacks("displayName");
        }),
        Must("P-320", "attributes reaches attributes of an extension", "7644 3.10", [78], async server =>
        {
            server.Needs("enterprise");
            var user = await server.NewEnterpriseUserAsync("""{"department":"Tours","costCenter":"4130"}""");
            var read = await server.ReadAsync(user, $"attributes={Urns.EnterpriseUser}:department");
            read.Shows("Tours", Urns.EnterpriseUser + "/department").Lacks(Urns.EnterpriseUser + "/costCenter");
            (await server.ReadAsync(user, $"excludedAttributes={Urns.EnterpriseUser}:department")).Lacks(Urns.EnterpriseUser + "/department").Shows("4130", Urns.EnterpriseUser + "/costCenter");
        }),
        Must("P-321", "Unknown names in attributes are passed over", "7644 3.4.2.5", [78], async server =>
            (await server.ReadAsync(await FullAsync(server), "attributes=title,rollcallProbe")).Shows("Guide", "title")),
        Must("P-322", "excludedAttributes=members hides the members of a group", "7644 3.4.2.5", [80], async server =>
        {
            server.Needs("groups");
            var group = await server.NewGroupAsync(await server.NewUserAsync());
            (await server.ReadAsync(group, "excludedAttributes=members")).Lacks("members").Shows(group.Name, "displayName");
        }),
    ];

    public static async Task<IReadOnlyList<Throwaway>> UsersAsync(Conversation server, int count)
    {
        var users = new List<Throwaway>();
        while (users.Count < count)
        {
            users.Add(await server.NewUserAsync());
        }

        return users;
    }

    private static Task<Throwaway> FullAsync(Conversation server) => server.NewUserAsync(
        "\"title\":\"Guide\",\"displayName\":\"Babs\",\"name\":{\"givenName\":\"Barbara\",\"familyName\":\"Jensen\"},\"emails\":[{\"value\":\"babs@example.com\",\"type\":\"work\"}]");

    private static async Task<List<string>> WalkAsync(Conversation server, IReadOnlyList<int> sizes)
    {
        var seen = new List<string>();
        foreach (var size in sizes)
        {
            var page = await server.FindAsync("Users", server.Mine, string.Create(CultureInfo.InvariantCulture, $"startIndex={seen.Count + 1}&count={size}"));
            Expect(page.Resources.Count <= size, $"A page of {size} has {page.Resources.Count} resources.");
            seen.AddRange(page.Texts("Resources", "id"));
        }

        return seen;
    }
}
