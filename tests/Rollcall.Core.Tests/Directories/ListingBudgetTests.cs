using System.Text.Json.Nodes;
using Rollcall.Core.Directories.Scim;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

/// <summary>What a list request may cost.</summary>
public sealed class ListingBudgetTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_filter_that_no_index_serves_is_refused_by_index_and_goes_on_by_cursor(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await OpenAsync(test, users: 30);
        scim.Budget = ScanBudget.Default with { Rows = 10 };
        var (status, refusal) = await ListAsync(scim, "title pr");
        Assert.Equal((400, "tooMany"), (status, refusal!["scimType"]!.GetValue<string>()));
        Assert.Contains("Page with cursor", refusal["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((400, "tooMany"), ((await ListAsync(scim, null, r => r with { SortBy = "userName" })) is var (s, b) ? (s, b!["scimType"]!.GetValue<string>()) : default));
        Assert.Equal(1, Total(await ListAsync(scim, "userName eq \"user07\"")));

        Assert.Equal(30, Total(await ListAsync(scim, null)));

        var (cursor, pages, seen) = ("", 0, new List<string>());
        do
        {
            var (_, page) = await ListAsync(scim, "userName ew \"7\"", r => r with { Cursor = cursor, Count = "5" });
            seen.AddRange((page!["Resources"] as JsonArray ?? []).Select(u => u!["userName"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
            pages++;
        }
        while (cursor is not null);
        Assert.Equal(["user07", "user17", "user27"], seen);
        Assert.InRange(pages, 3, 4);
    }

    [Fact]
    public async Task Time_ends_a_walk_too_but_never_before_it_came_forward()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var scim = await OpenAsync(test, users: 600);
        scim.Budget = new ScanBudget(100_000, TimeSpan.Zero);
        Assert.Equal(400, (await ListAsync(scim, "title pr")).Status);
        var (_, first) = await ListAsync(scim, "title pr", r => r with { Cursor = "" });
        var (_, second) = await ListAsync(scim, "title pr", r => r with { Cursor = first!["nextCursor"]!.GetValue<string>() });
        Assert.Null(second!["nextCursor"]);
    }

    /// <summary>Entra asks so before each change of a membership; the group may have 100,000 members.</summary>
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Whether_one_is_a_member_of_one_group_is_two_seeks(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await OpenAsync(test, users: 3);
        var (_, users) = await ListAsync(scim, null);
        var ids = users!["Resources"]!.AsArray().Select(u => u!["id"]!.GetValue<string>()).ToList();
        var (_, group) = await scim.SendAsync(ScimOperation.Create, "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g","members":[{"value":"{{ids[0]}}"},{"value":"{{ids[1]}}"}]}""");
        var id = group!["id"]!.GetValue<string>();
        foreach (var (member, expected) in new[] { (ids[0], 1), (ids[1], 1), (ids[2], 0), ("nobody", 0), (ids[0].ToUpperInvariant(), 0) })
        {
            Assert.Equal(expected, Total(await scim.SendAsync(ScimOperation.List, "/Groups", filter: $"id eq \"{id}\" and members eq \"{member}\"", excluded: "members")));
        }
    }

    private static async Task<ScimBench> OpenAsync(TestStore test, int users)
    {
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Generic, licenses: 1000);
        for (var i = 0; i < users; i++)
        {
            await scim.CreateUserAsync($"user{i:D2}", null);
        }

        return scim;
    }

    private static Task<(int Status, JsonObject? Body)> ListAsync(ScimBench scim, string? filter, Func<ScimRequest, ScimRequest>? adjust = null) =>
        scim.SendAsync(ScimOperation.List, "/Users", filter: filter, adjust: adjust);

    private static int Total((int Status, JsonObject? Body) answer) => answer.Body!["totalResults"]!.GetValue<int>();
}
