using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Words;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

/// <summary>One meaning of a filter: whatever an index narrows, however it is paged and sorted, the answer is that of asking each record.</summary>
public sealed class ListingPropertyTests
{
    private static readonly Gen<(int[][] People, Ask[] Asks)> Samples = Gen.Select(ListWorld.People, Asks().Array[12, 24]);

    [Theory]
    [InlineData("sqlite", 4)]
    [InlineData("postgres", 2)]
    public async Task A_list_answers_what_asking_each_record_answers(string engine, int rounds)
    {
        if (engine == "postgres" && Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES") is null)
        {
            return;
        }

        await Samples.SampleAsync(
            async sample =>
            {
                await using var test = await TestStore.OpenAsync(engine);
                foreach (var world in await ListWorld.OpenAsync(test.Store, sample.People))
                {
                    foreach (var ask in sample.Asks)
                    {
                        await CompareAsync(world, ask);
                    }
                }
            },
            iter: Effort.Of(rounds),
            threads: 1);
    }

    private static Gen<Ask> Asks() => Gen.Select(
        Gen.Bool, ListFilters.Users, ListFilters.Groups, Gen.Int[1, 9], Gen.Int[1, 12], Pick.Of<string?>(null, "userName", "displayName", "meta.lastModified", "externalId"), Gen.Bool,
        (users, user, group, count, budget, sort, down) => new Ask(users, users ? user : group, count, budget, sort == "userName" && !users ? "displayName" : sort, down));

    private static async Task CompareAsync(ListWorld world, Ask ask)
    {
        var type = ScimSchemas.Standard.Types[ask.Users ? 0 : 1];
        var text = world.Fill(ask.Filter);
        var filter = FilterText.Parse(text, ExpressionForms.Strict).Then(f => ResourceMatch.Check(f, type)).Match(f => f, e => throw new InvalidOperationException(text + ": " + e.Detail));
        var matching = world.Matching(filter, type);
        await NarrowingHoldsAsync(world, type, filter, matching.ConvertAll(m => m.Record.Head.Key), text);
        var ids = matching.ConvertAll(m => m.Relations.Id!);
        Assert.Equal(ids, await ByIndexAsync(world.Bench, type, text, ask, null));
        Assert.Equal(ids, await ByCursorAsync(world.Bench, type, text, ask, null));
        Assert.Equal(world.Matching(null, type).ConvertAll(m => m.Relations.Id!), await ByIndexAsync(world.Bench, type, null, ask, null));
        Assert.Equal(world.Matching(null, type).ConvertAll(m => m.Relations.Id!), await ByCursorAsync(world.Bench, type, null, ask, null));
        if (ask.SortBy is { } by)
        {
            var sort = ResourceSort.Read(by, ask.Down ? "descending" : null, type).Match(s => s, e => throw new InvalidOperationException(e.Detail));
            var sorted = matching.OrderBy(m => sort.KeyOf(m.Document, m.Relations), sort).Select(m => m.Relations.Id!).ToList();
            Assert.Equal(sorted, await ByIndexAsync(world.Bench, type, text, ask, by));
            Assert.Equal(sorted, await ByCursorAsync(world.Bench, type, text, ask, by));
        }
    }

    private static async Task NarrowingHoldsAsync(ListWorld world, ResourceType type, Filter filter, List<long> matching, string text)
    {
        var narrowed = KeyQuery.From(filter, type);
        var narrowing = new RecordNarrowing(world.Bench.Account.Number, world.Bench.Directory.Key.Value, world.Bench.Catalog.Find(type.Name)!, 10_000);
        var candidates = await world.Bench.Store.ReadAsync(
            async (s, c) => await (await narrowing.SourceAsync(s, narrowed, c)).FromAsync(s, 0, 10_000, c), TestContext.Current.CancellationToken);
        var keys = candidates.ConvertAll(r => r.Head.Key);
        Assert.True(matching.TrueForAll(keys.Contains), $"{text} matches what {narrowed} leaves out");
        Assert.True(!narrowed.IsExact || keys.SequenceEqual(matching), $"{narrowed} is not exact for {text}");
    }

    private static async Task<List<string>> ByIndexAsync(ScimBench bench, ResourceType type, string? filter, Ask ask, string? sortBy)
    {
        bench.Budget = ScanBudget.Default;
        var ids = new List<string>();
        for (; ; )
        {
            var page = await ListAsync(bench, type, filter, ask, sortBy, r => r with { StartIndex = (ids.Count + 1).ToString(CultureInfo.InvariantCulture) });
            var got = Ids(page);
            ids.AddRange(got);
            Assert.True(got.Count <= ask.Count && ids.Count <= page["totalResults"]!.GetValue<int>());
            if (got.Count < ask.Count)
            {
                Assert.Equal(ids.Count, page["totalResults"]!.GetValue<int>());
                return ids;
            }
        }
    }

    private static async Task<List<string>> ByCursorAsync(ScimBench bench, ResourceType type, string? filter, Ask ask, string? sortBy)
    {
        bench.Budget = sortBy is null ? ScanBudget.Default with { Rows = ask.Budget } : ScanBudget.Default;
        var ids = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await ListAsync(bench, type, filter, ask, sortBy, r => r with { Cursor = cursor });
            ids.AddRange(Ids(page));
            if (page["nextCursor"] is not { } next)
            {
                return ids;
            }

            cursor = next.GetValue<string>();
        }
    }

    private static async Task<JsonObject> ListAsync(ScimBench bench, ResourceType type, string? filter, Ask ask, string? sortBy, Func<ScimRequest, ScimRequest> paged)
    {
        var (status, page) = await bench.SendAsync(
            ScimOperation.List,
            type.Endpoint,
            filter: filter,
            count: ask.Count.ToString(CultureInfo.InvariantCulture),
            adjust: r => paged(r with { SortBy = sortBy, SortOrder = ask.Down ? "descending" : null, Attributes = "id" }));
        Assert.True(status == 200, $"{filter}: {status} {page}");
        return page!;
    }

    private static List<string> Ids(JsonObject page) => [.. (page["Resources"] as JsonArray ?? []).Select(r => r!["id"]!.GetValue<string>())];

    /// <summary>One request: what, by which pages, with which budget, in which order.</summary>
    private sealed record Ask(bool Users, string Filter, int Count, int Budget, string? SortBy, bool Down);
}
