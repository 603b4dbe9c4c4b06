using System.Globalization;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What /ServiceProviderConfig says is true; sorting, .search and /Me.</summary>
internal static class FeatureRules
{
    public static IEnumerable<ProbeRule> All => [.. Truth, .. Sorting, .. Searching];

    private static readonly ProbeRule[] Truth =
    [
        Must("P-021", "PATCH is served where it is advertised, and is 501 where it is not", "7644 4", [131], async server =>
        {
            var user = await server.NewUserAsync();
            var answer = await server.PatchAsync(user.Path, """{"op":"replace","path":"title","value":"x"}""");
            Expect(server.Has("patch") ? answer.IsSuccess : answer.Status is 501 or 405, $"PATCH is answered {answer.Status}.");
        }),
        Must("P-022", "Bulk is served where it is advertised, and refused where it is not", "7644 3.7, 4", [131], async server =>
        {
            var answer = await server.PostAsync("Bulk", $$"""{"schemas":["{{Urns.BulkRequest}}"],"Operations":[]}""");
            Expect(server.Has("bulk") ? answer.Status is not (404 or 405 or >= 500) : answer.Status is 501 or 404 or 405, $"Bulk is answered {answer.Status}.");
        }),
        Must("P-023", "Sorting is done where it is advertised, and sortBy does no harm where it is not", "7644 3.4.2.3, 4", [131], async server =>
        {
            await ThreeAsync(server);
            var titles = (await server.FindAsync("Users", server.Mine, "sortBy=title")).Texts("Resources", "title");
            Expect(titles.Count == 3 && (!server.Has("sort") || titles.SequenceEqual(["Ant", "Bee", "Cow"])), $"The order is {string.Join(", ", titles)}.");
        }),
        Must("P-024", "Entity tags are sent where they are advertised", "7644 3.14, 4", [131], async server =>
        {
            server.Needs("etag");
            var read = await server.ReadAsync(await server.NewUserAsync());
            Expect(read.Header("ETag") is { Length: > 0 } && read.TextAt("meta/version") is { Length: > 0 }, "There is no ETag or no meta.version.");
        }),
        Must("P-025", "Filters are served where they are advertised", "7644 3.4.2.2, 4", [131], async server =>
        {
            server.Needs("filter");
            var user = await server.NewUserAsync();
            await server.NewUserAsync();
            (await server.FindAsync("Users", $"userName eq \"{user.Name}\"")).Lists(user);
        }),
        Must("P-026", "A password can be changed where that is advertised", "7643 5", [131], async server =>
        {
            server.Needs("changePassword", "patch");
            var user = await server.NewUserAsync("\"password\":\"Probe-6-Pass%word\"");
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"password","value":"Probe-7-Pass%word"}""")).Succeeds();
        }),
        Must("P-027", "An advertised bulk has limits above zero", "7643 5", [131], server =>
        {
            server.Needs("bulk");
            Expect(server.Limit("bulk/maxOperations") > 0 && server.Limit("bulk/maxPayloadSize") > 0, "A limit is zero.");
            return Task.CompletedTask;
        }),
        Must("P-028", "No page is larger than filter.maxResults", "7643 5", [131], async server =>
        {
            var most = server.Limit("filter/maxResults") ?? 0;
            if (most is 0 or > 20)
            {
                Skip(string.Create(CultureInfo.InvariantCulture, $"filter.maxResults is {most}; more users than 20 are not created for this."));
            }

            await ListRules.UsersAsync(server, most + 1);
            var list = await server.FindAsync("Users", server.Mine, "count=1000");
            Expect(list.Resources.Count <= most && list.Total == most + 1, $"{list.Resources.Count} resources are shown.");
        }),
        Should("P-029", "/Me is served, redirects with 308, or is 501", "7644 3.11", [129], async server =>
        {
            var answer = (await server.GetAsync("Me")).Has(200, 308, 501, 404, 403);
            Expect(answer.Status != 200 || (answer.Header("Location") ?? answer.Header("Content-Location")) is { Length: > 0 }, "The 200 does not name the permanent resource.");
            if (answer.Status >= 400)
            {
                answer.Refuses(501, 404, 403);
            }
        }),
    ];

    private static readonly ProbeRule[] Sorting =
    [
        Must("P-031", "sortBy sorts ascending, and descending on request", "7644 3.4.2.3", [77], async server =>
        {
            server.Needs("sort");
            await ThreeAsync(server);
            Expect((await TitlesAsync(server, "sortBy=title")).SequenceEqual(["Ant", "Bee", "Cow"]), "The default order is not ascending.");
            Expect((await TitlesAsync(server, "sortBy=title&sortOrder=ascending")).SequenceEqual(["Ant", "Bee", "Cow"]), "ascending is not ascending.");
            Expect((await TitlesAsync(server, "sortBy=title&sortOrder=descending")).SequenceEqual(["Cow", "Bee", "Ant"]), "descending is not descending.");
        }),
        Must("P-032", "Without a value comes last ascending and first descending", "7644 3.4.2.3", [77], async server =>
        {
            server.Needs("sort");
            var (none, some) = (await server.NewUserAsync(), await server.NewUserAsync("\"title\":\"Ant\""));
            var up = (await server.FindAsync("Users", server.Mine, "sortBy=title")).Lists(none, some).Texts("Resources", "id");
            var down = (await server.FindAsync("Users", server.Mine, "sortBy=title&sortOrder=descending")).Lists(none, some).Texts("Resources", "id");
            Expect(up[0] == some.Id && down[0] == none.Id, "The user without a title stands at the wrong end.");
        }),
        Must("P-033", "Sorting of attributes that are not caseExact ignores case", "7644 3.4.2.3", [77], async server =>
        {
            server.Needs("sort");
            foreach (var title in (string[])["bee", "Ant", "Cow"])
            {
                await server.NewUserAsync($"\"title\":\"{title}\"");
            }

            Expect((await TitlesAsync(server, "sortBy=title")).SequenceEqual(["Ant", "bee", "Cow"]), "The order depends on case.");
        }),
        Must("P-034", "Sorting reaches sub-attributes and the primary of several values", "7644 3.4.2.3", [77], async server =>
        {
            server.Needs("sort");
            var one = await server.NewUserAsync("\"name\":{\"familyName\":\"Z\"},\"emails\":[{\"value\":\"z@example.com\"},{\"value\":\"a@example.com\",\"primary\":true}]");
            var two = await server.NewUserAsync("\"name\":{\"familyName\":\"A\"},\"emails\":[{\"value\":\"b@example.com\"}]");
            Expect((await server.FindAsync("Users", server.Mine, "sortBy=name.familyName")).Lists(one, two).Texts("Resources", "id")[0] == two.Id, "name.familyName is not sorted.");
            Expect((await server.FindAsync("Users", server.Mine, "sortBy=emails")).Lists(one, two).Texts("Resources", "id")[0] == one.Id, "emails are not sorted by their primary.");
        }),
        Must("P-035", "Pages of a sorted list give every resource once", "7644 3.4.2.3, 3.4.2.4", [50, 77], async server =>
        {
            server.Needs("sort");
            var users = new List<Throwaway>();
            for (var i = 0; i < 6; i++)
            {
                users.Add(await server.NewUserAsync("\"title\":\"Same\""));
            }

            var seen = new List<string>();
            for (var start = 1; start <= 6; start += 2)
            {
                seen.AddRange((await server.FindAsync("Users", server.Mine, string.Create(CultureInfo.InvariantCulture, $"sortBy=title&startIndex={start}&count=2"))).Texts("Resources", "id"));
            }

            Expect(seen.Distinct(StringComparer.Ordinal).Count() == 6, $"{seen.Distinct(StringComparer.Ordinal).Count()} of 6 were seen.");
        }),
    ];

    private static readonly ProbeRule[] Searching =
    [
        Must("P-041", ".search finds what GET finds", "7644 3.4.3", [76], async server =>
        {
            var users = await ListRules.UsersAsync(server, 2);
            (await SearchAsync(server, "Users/.search", $"\"filter\":{Quoted(server.Mine)},\"startIndex\":1,\"count\":10")).Lists(users);
            (await SearchAsync(server, "Users/.search", $"\"filter\":{Quoted($"userName eq \"{users[1].Name}\"")}")).Lists(users[1]);
        }),
        Must("P-042", ".search takes attributes as arrays", "7644 3.4.3", [76], async server =>
        {
            var user = await server.NewUserAsync("\"title\":\"Guide\",\"nickName\":\"Babs\"");
            var item = (await SearchAsync(server, "Users/.search", $"\"filter\":{Quoted(server.Mine)},\"attributes\":[\"title\"]")).Lists(user).Resources[0];
            Expect(Answer.At(item, "title") is not null && Answer.At(item, "nickName") is null, "Other attributes are shown.");
            item = (await SearchAsync(server, "Users/.search", $"\"filter\":{Quoted(server.Mine)},\"excludedAttributes\":[\"title\"]")).Lists(user).Resources[0];
            Expect(Answer.At(item, "title") is null && Answer.At(item, "nickName") is not null, "excludedAttributes is not heeded.");
        }),
        Must("P-043", ".search pages as GET does", "7644 3.4.3", [47, 76], async server =>
        {
            await ListRules.UsersAsync(server, 3);
            var list = await SearchAsync(server, "Users/.search", $"\"filter\":{Quoted(server.Mine)},\"startIndex\":2,\"count\":1");
            Expect(list.Total == 3 && list.Resources.Count == 1 && list.NumberAt("startIndex") == 2, "totalResults, startIndex or the page is wrong.");
        }),
        Must("P-044", "A body of .search that is no SearchRequest is 400", "7644 3.4.3", [76], async server =>
        {
            await NeedSearchAsync(server, "Users/.search");
            (await server.PostAsync("Users/.search", $$"""{"schemas":["{{Urns.User}}"],"filter":"userName pr"}""")).Refuses(400);
            (await server.PostAsync("Users/.search", $$"""{"schemas":["{{Urns.SearchRequest}}"],"filter":"userName eq"}""")).Refuses(400).As("invalidFilter");
        }),
        Must("P-045", "A password is not found by .search", "7643 4.1.1", [25], async server =>
        {
            await NeedSearchAsync(server, "Users/.search");
            var user = await server.NewUserAsync("\"password\":\"Probe-8-Pass%word\"");
            var list = await SearchAsync(server, "Users/.search", $"\"filter\":{Quoted($"userName eq \"{user.Name}\"")},\"attributes\":[\"password\",\"userName\"]");
            Expect(!list.Lists(user).Text.Contains("Probe-8", StringComparison.Ordinal), "The password is shown.");
        }),
        Should("P-046", "A query at the root finds users and groups together, or is refused", "7644 3.4.2.1", [76], async server =>
        {
            server.Needs("groups");
            var user = await server.NewUserAsync();
            var group = await server.NewGroupAsync(user);
            var answer = (await server.GetAsync("", "filter=" + Uri.EscapeDataString($"id eq \"{user.Id}\" or id eq \"{group.Id}\""))).Has(200, 400, 403, 404, 405, 501);
            if (answer.Status != 200)
            {
                Skip($"The server answers a query at the root {answer.Status}.");
            }

            Expect(answer.Lists(user, group).Total == 2, $"totalResults is {answer.Total}.");
        }),
        Should("P-047", ".search at the root finds users and groups together, or is refused", "7644 3.4.3", [76], async server =>
        {
            server.Needs("groups");
            await NeedSearchAsync(server, ".search");
            var user = await server.NewUserAsync();
            var group = await server.NewGroupAsync(user);
            (await SearchAsync(server, ".search", $"\"filter\":{Quoted($"id eq \"{user.Id}\" or id eq \"{group.Id}\"")}")).Lists(user, group);
        }),
        Should("P-048", "A query at the root can tell the types apart", "7644 3.4.2.1", [72, 76], async server =>
        {
            server.Needs("groups");
            await NeedSearchAsync(server, ".search");
            var user = await server.NewUserAsync();
            var group = await server.NewGroupAsync();
            (await SearchAsync(server, ".search", $"\"filter\":{Quoted($"meta.resourceType eq \"Group\" and (id eq \"{user.Id}\" or id eq \"{group.Id}\")")}")).Lists(group);
        }),
    ];

    private static async Task ThreeAsync(Conversation server)
    {
        foreach (var title in (string[])["Bee", "Ant", "Cow"])
        {
            await server.NewUserAsync($"\"title\":\"{title}\"");
        }
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(Conversation server, string sort) => (await server.FindAsync("Users", server.Mine, sort)).Texts("Resources", "title");

    private static async Task<Answer> SearchAsync(Conversation server, string path, string members)
    {
        var answer = await server.PostAsync(path, $$"""{"schemas":["{{Urns.SearchRequest}}"],{{members}}}""");
        SkipUnserved(answer);
        return answer.Has(200);
    }

    private static async Task NeedSearchAsync(Conversation server, string path) =>
        SkipUnserved(await server.PostAsync(path, $$"""{"schemas":["{{Urns.SearchRequest}}"],"count":1,"filter":{{Quoted(server.Mine)}}}"""));

    private static void SkipUnserved(Answer answer)
    {
        if (answer.Status is 404 or 405 or 501)
        {
            Skip($"The server does not serve .search here; it answers {answer.Status}.");
        }
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
