using System.Globalization;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>Paging by cursor (RFC 9865); all of it is skipped where it is not advertised.</summary>
internal static class CursorRules
{
    private const int MostPages = 50;

    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-801", "Pages by cursor give every resource once and end", "9865 2", [137], async server =>
        {
            var users = await ListRules.UsersAsync(server, 5);
            foreach (var count in (int[])[1, 2, 5])
            {
                var seen = await WalkAsync(server, count);
                Expect(seen.Order(StringComparer.Ordinal).SequenceEqual(users.Select(user => user.Id).Order(StringComparer.Ordinal)), $"Pages of {count} gave {seen.Count} rows; there are 5.");
            }
        }),
        Must("P-802", "nextCursor is absent on the last page, previousCursor on the first", "9865 2", [137], async server =>
        {
            await ListRules.UsersAsync(server, 2);
            var first = await FirstAsync(server, 1);
            Expect(first.TextAt("nextCursor") is { Length: > 0 } && first.At("previousCursor") is null, "The first page has no nextCursor, or has a previousCursor.");
            var whole = await FirstAsync(server, 2);
            Expect(whole.At("nextCursor") is null, "A page that holds everything has a nextCursor.");
        }),
        Must("P-803", "Without a cursor pages are as ever, where index is the default", "9865 2.3", [138], async server =>
        {
            await ListRules.UsersAsync(server, 2);
            if (await DefaultAsync(server) is "cursor")
            {
                Skip("The server's default is cursor.");
            }

            var list = await server.FindAsync("Users", server.Mine, "count=1");
            Expect(list.At("nextCursor") is null && list.NumberAt("startIndex") is 1 or null, "A nextCursor stands in an answer to a request without cursor.");
        }),
        Must("P-804", "A cursor has unreserved characters only", "9865 2", [137], async server =>
        {
            await ListRules.UsersAsync(server, 2);
            var cursor = (await FirstAsync(server, 1)).TextAt("nextCursor") ?? "";
            Expect(cursor.Length > 0 && cursor.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '_' or '~'), $"The cursor is {cursor}.");
        }),
        Must("P-805", "A cursor that the server never gave is 400 invalidCursor", "9865 2.1", [139], async server =>
            (await server.GetAsync("Users", "cursor=rollcall-probe&count=1")).Refuses(400).As("invalidCursor")),
        Must("P-806", "A cursor of another filter is 400 invalidCursor", "9865 2.1", [139], async server =>
        {
            await ListRules.UsersAsync(server, 2);
            var cursor = (await FirstAsync(server, 1)).TextAt("nextCursor") ?? "";
            (await server.GetAsync("Users", $"filter={Uri.EscapeDataString("title pr")}&count=1&cursor={cursor}")).Refuses(400).As("invalidCursor");
        }),
        Must("P-807", "A count that differs from that of the first page is 400 invalidCount, or is served", "9865 2.1", [139], async server =>
        {
            await ListRules.UsersAsync(server, 4);
            var cursor = (await FirstAsync(server, 1)).TextAt("nextCursor") ?? "";
            var answer = await server.GetAsync("Users", $"filter={Uri.EscapeDataString(server.Mine)}&count=2&cursor={cursor}");
            if (answer.Has(200, 400).Status == 400)
            {
                answer.As("invalidCount", "invalidCursor");
            }
        }),
        Should("P-808", ".search takes a cursor in its body", "9865 3", [140], async server =>
        {
            var users = await ListRules.UsersAsync(server, 2);
            var filter = System.Text.Json.JsonSerializer.Serialize(server.Mine);
            var first = (await server.PostAsync("Users/.search", $$"""{"schemas":["{{Urns.SearchRequest}}"],"filter":{{filter}},"count":1,"cursor":""}""")).Has(200);
            var second = (await server.PostAsync("Users/.search", $$"""{"schemas":["{{Urns.SearchRequest}}"],"filter":{{filter}},"count":1,"cursor":"{{first.TextAt("nextCursor")}}"}""")).Has(200);
            Expect(first.Texts("Resources", "id").Concat(second.Texts("Resources", "id")).Distinct(StringComparer.Ordinal).Count() == users.Count, "The pages do not give both users.");
        }),
        Must("P-809", "Rows that come and go between pages cost none of the others", "9865 5", [140], async server =>
        {
            var users = await ListRules.UsersAsync(server, 4);
            var first = await FirstAsync(server, 2);
            var shown = first.Texts("Resources", "id");
            (await server.DeleteAsync(users.First(user => shown.Contains(user.Id)).Path)).Succeeds();
            await server.NewUserAsync();
            var rest = await RestAsync(server, 2, first);
            Expect(users.Where(user => !shown.Contains(user.Id)).All(user => rest.Contains(user.Id)), "A user that stayed was not shown.");
            Expect(!rest.Intersect(shown).Any(), "A user was shown twice.");
        }),
        Must("P-810", "/ServiceProviderConfig names both ways of paging", "9865 4", [140], async server =>
        {
            var config = (await server.GetAsync("ServiceProviderConfig")).Has(200);
            Expect(config.FlagAt("pagination/cursor") is not null && config.FlagAt("pagination/index") is not null, "pagination.cursor or pagination.index is no boolean.");
        }),
    ];

    private static Task<Answer> FirstAsync(Conversation server, int count) => PageAsync(server, count, "");

    private static Task<Answer> PageAsync(Conversation server, int count, string cursor) =>
        server.FindAsync("Users", server.Mine, string.Create(CultureInfo.InvariantCulture, $"count={count}&cursor={cursor}"));

    private static async Task<List<string>> WalkAsync(Conversation server, int count)
    {
        var first = await FirstAsync(server, count);
        return [.. first.Texts("Resources", "id"), .. await RestAsync(server, count, first)];
    }

    private static async Task<List<string>> RestAsync(Conversation server, int count, Answer page)
    {
        var seen = new List<string>();
        for (var pages = 0; page.TextAt("nextCursor") is { Length: > 0 } cursor; pages++)
        {
            Expect(pages < MostPages, "The pages do not end.");
            page = await PageAsync(server, count, Uri.EscapeDataString(cursor));
            seen.AddRange(page.Texts("Resources", "id"));
        }

        return seen;
    }

    private static async Task<string?> DefaultAsync(Conversation server) => (await server.GetAsync("ServiceProviderConfig")).Has(200).TextAt("pagination/defaultPaginationMethod");
}
