using CsCheck;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Paging by cursor (RFC 9865; rfc-checklist 137 to 140).</summary>
public sealed class CursorTests(ScimServer server)
{
    private static int Iterations => 10 * int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("cursor=")]
    [InlineData("cursor")]
    public async Task An_empty_cursor_begins(string start)
    {
        var url = await FilledAsync(3);
        var page = (await Answer.SendAsync(server.Http, "GET", $"{url}/Users?{start}&count=2")).Json!;
        Assert.Equal((3, 2, null), ((int)page["totalResults"]!, (int)page["itemsPerPage"]!, (string?)page["startIndex"]));
        var cursor = (string)page["nextCursor"]!;
        Assert.Matches("^[A-Za-z0-9._~-]+$", cursor);
        Assert.Null(page["previousCursor"]);
        var last = (await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&count=2")).Json!;
        Assert.Equal(1, (int)last["itemsPerPage"]!);
        Assert.Null(last["nextCursor"]);
    }

    [Fact]
    public async Task Index_is_the_default_and_says_no_cursor()
    {
        var url = await FilledAsync(3);
        Assert.Null((await Answer.SendAsync(server.Http, "GET", url + "/Users?count=2")).Json!["nextCursor"]);
    }

    [Fact]
    public async Task The_last_page_says_no_cursor_also_when_it_is_full()
    {
        var url = await FilledAsync(2);
        Assert.Null((await Answer.SendAsync(server.Http, "GET", url + "/Users?cursor&count=2")).Json!["nextCursor"]);
    }

    [Fact]
    public async Task A_count_of_nothing_asks_for_the_total()
    {
        var url = await FilledAsync(2);
        var page = (await Answer.SendAsync(server.Http, "GET", url + "/Users?cursor&count=-3")).Json!;
        Assert.Equal((2, 0, null), ((int)page["totalResults"]!, (int)page["itemsPerPage"]!, (string?)page["nextCursor"]));
    }

    [Fact]
    public async Task What_is_not_the_same_query_is_refused_in_the_same_words()
    {
        var url = await FilledAsync(3);
        var cursor = await NextAsync(url, "/Users", "count=1");
        var other = await FilledAsync(3);
        var refusals = new[]
        {
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}x&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor=garbage&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor=!!!&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={new string('A', 5000)}&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={(cursor[0] == 'A' ? 'B' : 'A') + cursor[1..]}&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&count=1&filter=active%20eq%20true"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&count=1&sortBy=userName"),
            await Answer.SendAsync(server.Http, "GET", $"{url}/Groups?cursor={cursor}&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{url}?cursor={cursor}&count=1"),
            await Answer.SendAsync(server.Http, "GET", $"{other}/Users?cursor={cursor}&count=1"),
        };
        Assert.All(refusals, refusal => refusal.Refused(400, "invalidCursor", "not one that this server gave"));
        Assert.Single(refusals.Select(r => r.Body).Distinct());
        (await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&count=2")).Refused(400, "invalidCount", "first page");
        (await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&count=1&startIndex=1")).Refused(400, "invalidValue", "exclude");
        Assert.Equal(200, (await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&count=1&attributes=id")).Status);
    }

    [Fact]
    public async Task A_search_carries_the_cursor_in_its_body()
    {
        var url = await FilledAsync(3);
        var cursor = "";
        var seen = 0;
        do
        {
            var body = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName sw \"user\"","cursor":"{{cursor}}","count":2}""";
            var page = (await Answer.SendAsync(server.Http, "POST", url + "/Users/.search", body)).Json!;
            seen += (int)page["itemsPerPage"]!;
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        Assert.Equal(3, seen);
    }

    [Fact]
    public async Task Over_all_types_it_goes_from_type_to_type()
    {
        var url = await FilledAsync(3);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(201, (await Answer.SendAsync(server.Http, "POST", url + "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g{{i}}"}""")).Status);
        }

        var seen = await WalkAsync(url, "?count=2", "id");
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    /// <summary>None twice, and none that was there all the time left out, whatever comes and goes between the pages.</summary>
    [Fact]
    public Task Pages_join_to_what_stayed() => Gen.Select(Gen.Int[1, 4], Gen.Bool, Gen.Int[0, 11].Array[0, 4]).SampleAsync(
        async draw =>
        {
            var (count, sorted, gone) = draw;
            var url = await FilledAsync(12);
            var query = $"count={count}&attributes=userName" + (sorted ? "&sortBy=userName&sortOrder=descending" : "");
            var ids = (await Answer.SendAsync(server.Http, "GET", url + "/Users")).Json!["Resources"]!.AsArray().Select(r => (string)r!["id"]!).ToList();
            var seen = new List<string>();
            var pages = 0;
            for (string? cursor = ""; cursor is not null; pages++)
            {
                var page = (await Answer.SendAsync(server.Http, "GET", $"{url}/Users?cursor={cursor}&{query}")).Json!;
                seen.AddRange(page["Resources"]!.AsArray().Select(r => (string)r!["id"]!));
                cursor = (string?)page["nextCursor"];
                if (pages < gone.Length)
                {
                    await Answer.SendAsync(server.Http, "DELETE", $"{url}/Users/{ids[gone[pages]]}");
                    await Answer.SendAsync(server.Http, "POST", url + "/Users", User("new" + pages));
                }
            }

            var stayed = ids.Where((_, i) => !gone.Contains(i));
            return seen.Distinct().Count() == seen.Count && stayed.All(seen.Contains);
        },
        iter: Iterations,
        threads: 1);

    private static string User(string name) => $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}"}""";

    private async Task<List<string>> WalkAsync(string url, string query, string attribute)
    {
        var seen = new List<string>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = (await Answer.SendAsync(server.Http, "GET", $"{url}{query}&cursor={cursor}")).Json!;
            seen.AddRange(page["Resources"]!.AsArray().Select(r => (string)r![attribute]!));
            cursor = (string?)page["nextCursor"];
        }

        return seen;
    }

    private async Task<string> NextAsync(string url, string endpoint, string query) =>
        (string)(await Answer.SendAsync(server.Http, "GET", $"{url}{endpoint}?cursor&{query}")).Json!["nextCursor"]!;

    private async Task<string> FilledAsync(int users)
    {
        var url = server.NewBase();
        for (var i = 0; i < users; i++)
        {
            Assert.Equal(201, (await Answer.SendAsync(server.Http, "POST", url + "/Users", User("user" + i))).Status);
        }

        return url;
    }
}
