using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>Filters that a server must refuse or survive.</summary>
internal static class StrictFilterRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-371", "An unknown operator is 400 invalidFilter", "7644 3.12", [70], server => FilterRules.RefusedAsync(server, "userName zz \"probe\"")),
        Must("P-372", "A filter that breaks off is 400 invalidFilter", "7644 3.12", [70], async server =>
        {
            await FilterRules.RefusedAsync(server, "userName eq");
            await FilterRules.RefusedAsync(server, "(userName eq \"a\"");
            await FilterRules.RefusedAsync(server, "userName eq \"a\" and");
        }),
        Must("P-373", "gt on a boolean is 400 invalidFilter", "7644 3.4.2.2", [65], server => FilterRules.RefusedAsync(server, "active gt true")),
        Must("P-374", "co on a boolean is 400 invalidFilter", "7644 3.4.2.2", [66], server => FilterRules.RefusedAsync(server, "active co true")),
        Practice("P-375", "A comparison of a whole complex attribute is refused or finds nothing", "RFC 7644 section 3.4.2.2", [59], server => NothingAsync(server, $"name eq \"{server.Unique()}\"")),
        Must("P-376", "A filter on an unknown attribute is refused or finds nothing", "7644 3.4.2.2", [69], server => NothingAsync(server, $"rollcallProbe eq \"x\" and {server.Mine}")),
        Practice("P-377", "A bare word is refused or read as text, and never finds everybody", "Entra ID's documentation prints externalId eq jyoung", [56], async server =>
        {
            var external = "probe" + Guid.CreateVersion7().ToString("N");
            var ada = await server.NewUserAsync($"\"externalId\":\"{external}\"");
            await server.NewUserAsync();
            var answer = (await server.GetAsync("Users", $"filter=externalId+eq+{external}")).Has(200, 400);
            if (answer.Status == 200)
            {
                answer.Lists(ada);
            }
        }),
        Must("P-378", "Three hundred parentheses neither break the server nor find anybody wrong", "7644 3.12, tooMany", [75], async server =>
        {
            var ada = await server.NewUserAsync();
            var filter = new string('(', 300) + $"userName eq \"{ada.Name}\"" + new string(')', 300);
            var answer = await server.GetAsync("Users", "filter=" + Uri.EscapeDataString(filter));
            Expect(answer.Status is 200 or 400 or 413 or 414 or 431, $"The answer is {answer.Status}.");
            (await server.FindAsync("Users", $"userName eq \"{ada.Name}\"")).Lists(ada);
        }),
        Must("P-379", "Ten thousand terms in .search do not break the server", "7644 3.12, tooMany", [75], async server =>
        {
            var terms = string.Join(" or ", Enumerable.Range(0, 10_000).Select(_ => "userName eq \\\"a\\\""));
            var answer = await server.PostAsync("Users/.search", $$"""{"schemas":["{{Urns.SearchRequest}}"],"filter":"{{terms}}"}""");
            Expect(answer.Status is < 500 or 501, $"The answer is {answer.Status}.");
            (await server.FindAsync("Users", server.Mine)).Lists();
        }),
        Must("P-380", "The filter of a list that is empty text is refused or ignored, never 5xx", "7644 3.12", [70], async server =>
            (await server.GetAsync("Users", "filter=&count=1")).Has(200, 400)),
    ];

    private static async Task NothingAsync(Conversation server, string filter)
    {
        await server.NewUserAsync();
        var answer = (await server.GetAsync("Users", "filter=" + Uri.EscapeDataString(filter))).Has(200, 400);
        Expect(answer.Status == 400 || answer.Total == 0, $"It found {(answer.Status == 400 ? 0 : answer.Total)}.");
    }
}
