using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories.Catalogs;

/// <summary>Attributes that an administrator indexed: built in slices, written by every change, narrowing filters only while whole.</summary>
public sealed class IndexTests
{
    private static readonly string[] Colours = ["red", "RED", "blue", "Straße", "STRASSE", "", "i\u0307", new('x', 600), new string('x', 600) + "y"];

    private static readonly string[] Paths =
        [$"{Documents.BadgeUrn}:colour", $"{Documents.BadgeUrn}:level", $"{Documents.BadgeUrn}:issued", $"{Documents.BadgeUrn}:doors.floor", $"{Documents.BadgeUrn}:doors", "title"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task An_index_is_built_slice_by_slice_and_goes_on_after_a_kill(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await CustomResourceTests.OpenAsync(test);
        var (desk, account) = (new IndexDesk(test.Store, TimeProvider.System), scim.Account.Number);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", CustomResourceTests.UserBody($"u{i}", $"{i}", i % 2 == 0 ? "red" : "blue"))).Status);
        }

        // Keys are taken far ahead, so that the records lie in several slices.
        await test.Store.WriteAsync(account, IndexBuild.Slice * 3, (_, _, _) => ValueTask.FromResult(true));
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", CustomResourceTests.UserBody("late", "late", "red"))).Status);
        var path = Documents.BadgeUrn + ":colour";
        var added = (await desk.AddAsync(account, "user", path.ToUpperInvariant().Replace("URN:EXAMPLE:SCIM:SCHEMAS:BADGE:1.0:USER", Documents.BadgeUrn, StringComparison.Ordinal), Asked.By())).Done();
        Assert.Equal(("User", path, IndexState.Building, 21L), (added.Type, added.Path, added.State, added.Total));
        await scim.ReadCatalogAsync();
        Assert.Empty(scim.Catalog.Find("User")!.Ready);

        Assert.True(await new IndexBuild(test.Store).StepAsync(account, Ct));
        var begun = Assert.Single(await desk.ListAsync(account, Ct));
        Assert.Equal((IndexState.Building, 20L), (begun.State, begun.Done));
        Assert.Equal(11, await FoundAsync(scim, $"{path} eq \"RED\""));

        // A change while it is being built, on both sides of where the build is.
        await PatchAsync(scim, "u0", path, "green");
        await PatchAsync(scim, "late", path, "green");
        // Another process goes on from the stored slice; asking again begins nothing anew.
        Assert.Equal(added.Created, (await desk.AddAsync(account, "User", path, Asked.By())).Done().Created);
        await new IndexBuild(test.Store).RunAsync(Ct);
        Assert.Equal((IndexState.Ready, 21L), Assert.Single(await desk.ListAsync(account, Ct)) is var ready ? (ready.State, ready.Done) : default);
        await scim.ReadCatalogAsync();
        Assert.Equal(path, Assert.Single(scim.Catalog.Find("User")!.Ready).Path);
        scim.Budget = ScanBudget.Default with { Rows = 10 };
        Assert.Equal((9, 2, 0), (await FoundAsync(scim, $"{path} eq \"Red\""), await FoundAsync(scim, $"{path} eq \"green\""), await FoundAsync(scim, $"{path} eq \"none\"")));
        Assert.Equal(1, await FoundAsync(scim, $"{path} eq \"red\" and userName eq \"u2\""));
        Assert.Equal(400, (await scim.SendAsync(ScimOperation.List, "/Users", filter: $"{path} sw \"r\"")).Status);
        var told = (await test.Store.ReadAsync((s, c) => ChangesTable.AfterAsync(s, account, 0, 1000, c), Ct)).Where(r => r.Kind == ChangeKind.IndexChanged).Select(r => r.Effects);
        Assert.Equal([$"indexes {path} of User", $"{path} of User is ready, 21 looked at"], told);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_dropped_index_finds_nothing_and_leaves_no_row(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await CustomResourceTests.OpenAsync(test);
        var (desk, build, account, path) = (new IndexDesk(test.Store, TimeProvider.System), new IndexBuild(test.Store), scim.Account.Number, Documents.BadgeUrn + ":colour");
        await CustomResourceTests.LoadAsync(scim, Documents.Badge.Replace("\"Badge\"", "\"Badge 2\"", StringComparison.Ordinal));
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", CustomResourceTests.UserBody("anna", "1", "red"))).Status);
        await desk.AddAsync(account, "User", path, Asked.By());
        await build.RunAsync(Ct);
        await scim.ReadCatalogAsync();
        Assert.Equal("attribute-indexed", (await new SchemaDesk(test.Store, TimeProvider.System).PreviewAsync(account, new SchemaWish { DropType = "User" }, Ct)).Refused().Code);
        var number = Assert.Single(await RowsAsync(test.Store, account), r => !r.IsUnique && r.Path == path).Number;
        Assert.Equal(1, await KeysAsync(test.Store, account, number));

        var stale = scim.Catalog;
        await desk.DropAsync(account, "User", path, Asked.By());
        Assert.Equal("index-dropping", (await desk.AddAsync(account, "User", path, Asked.By())).Refused().Code);
        await build.RunAsync(Ct);
        // Whoever still has the catalog of before must not miss anybody by rows that are gone.
        Assert.Same(stale, scim.Catalog);
        Assert.Equal(1, await FoundAsync(scim, $"{path} eq \"red\""));
        Assert.Equal(0, await KeysAsync(test.Store, account, number));
        Assert.Empty(await desk.ListAsync(account, Ct));
        Assert.Equal("index-unknown", (await desk.DropAsync(account, "User", path, Asked.By())).Refused().Code);
        Assert.Equal(IndexState.Building, (await desk.AddAsync(account, "User", path, Asked.By())).Done().State);
        Assert.True(Assert.Single(await RowsAsync(test.Store, account), r => r.Path == path).Number > number);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_write_that_was_made_by_an_older_catalog_is_not_stored(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await CustomResourceTests.OpenAsync(test);
        var before = scim.Catalog;
        await new IndexDesk(test.Store, TimeProvider.System).AddAsync(scim.Account.Number, "User", "title", Asked.By());
        var premise = new Premise(scim.Account.Number, -1, AccountCatalogs.Unchanged(scim.Account.Number, before, "moved"));
        var lost = await Assert.ThrowsAsync<PremiseLostException>(() => scim.Registrar.ApplyAsync(
            scim.Account.Number, new Core.Roll.Changes.BlockUser { Origin = ScimBench.Origin, User = 1, Blocked = true }, premise).AsTask());
        Assert.Equal("moved", lost.Found);
        await scim.ReadCatalogAsync();
        await new IndexBuild(test.Store).RunAsync(Ct);
        // A build that ends changes what is read, not what is written: writes under way go on.
        var built = new Premise(scim.Account.Number, -1, AccountCatalogs.Unchanged(scim.Account.Number, scim.Catalog, "moved"));
        await scim.Registrar.ApplyAsync(scim.Account.Number, new Core.Roll.Changes.BlockUser { Origin = ScimBench.Origin, User = 1, Blocked = true }, built);
    }

    [Theory]
    [InlineData("sqlite", 12)]
    [InlineData("postgres", 3)]
    public async Task A_filter_finds_the_same_with_and_without_an_index(string engine, int rounds)
    {
        if (!TestStore.Engines.Any(row => row.Data == engine))
        {
            return;
        }

        await Gen.Select(People.Array[1, 12], Gen.Int[0, 3], OneOf(Paths), Filters.Array[4, 10]).SampleAsync(
            async sample =>
            {
                var (people, built, path, filters) = sample;
                await using var test = await TestStore.OpenAsync(engine);
                var scim = await CustomResourceTests.OpenAsync(test);
                for (var i = 0; i < people.Length; i++)
                {
                    if (i == Math.Min(built, people.Length - 1))
                    {
                        Assert.Equal(IndexState.Building, (await new IndexDesk(test.Store, TimeProvider.System).AddAsync(scim.Account.Number, "User", path, Asked.By())).Done().State);
                        await scim.ReadCatalogAsync();
                    }

                    Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", people[i]($"u{i}").ToJsonString())).Status);
                }

                var expected = await AnswersAsync(scim, filters);
                await new IndexBuild(test.Store).RunAsync(Ct);
                await scim.ReadCatalogAsync();
                Assert.Single(scim.Catalog.Find("User")!.Ready);
                Assert.Equal(expected, await AnswersAsync(scim, filters));
                for (var i = 0; i < people.Length; i += 2)
                {
                    var id = await IdAsync(scim, $"u{i}");
                    Assert.Equal(200, (await scim.SendAsync(ScimOperation.Replace, "/Users/" + id, people[(i + 1) % people.Length]($"u{i}").ToJsonString())).Status);
                }

                var after = await AnswersAsync(scim, filters);
                scim.Catalog = AccountCatalogOf(scim);
                Assert.Equal(await AnswersAsync(scim, filters), after);
            },
            iter: Effort.Of(rounds),
            threads: 1);
    }

    private static Gen<Func<string, JsonObject>> People => Gen.Select(Gen.Int[0, Colours.Length], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3].Array[0, 3]).Select<(int, int, int, int[]), Func<string, JsonObject>>(p => name =>
    {
        var badge = new JsonObject();
        if (p.Item1 < Colours.Length)
        {
            badge["colour"] = Colours[p.Item1];
        }

        if (p.Item2 > 0)
        {
            badge["level"] = p.Item2;
        }

        badge["issued"] = p.Item3 switch { 0 => null, 1 => "2026-01-01T00:00:00Z", 2 => "2026-01-01T01:00:00+01:00", _ => "2026-01-01T00:00:00.5Z" };
        badge["doors"] = new JsonArray([.. p.Item4.Select(f => (JsonNode)new JsonObject { ["value"] = f % 2 == 0 ? "Main" : "main", ["floor"] = f })]);
        return new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", Documents.BadgeUrn),
            ["userName"] = name,
            ["title"] = p.Item1 < Colours.Length ? Colours[p.Item1] : null,
            [Documents.BadgeUrn] = badge,
        };
    });

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static Gen<string> Filters
    {
        get
        {
            var text = OneOf(Colours).Select(c => JsonValue.Create(c).ToJsonString());
            var compare = Gen.OneOf(
                text.Select(t => $"{Documents.BadgeUrn}:colour eq {t}"),
                text.Select(t => $"title eq {t}"),
                text.Select(t => $"{Documents.BadgeUrn}:colour ne {t}"),
                Gen.Int[0, 4].Select(n => $"{Documents.BadgeUrn}:level eq {n}.0"),
                OneOf("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.500Z").Select(t => $"{Documents.BadgeUrn}:issued eq \"{t}\""),
                Gen.Int[0, 3].Select(n => $"{Documents.BadgeUrn}:doors.floor eq {n}"),
                Gen.Int[0, 3].Select(n => $"{Documents.BadgeUrn}:doors[floor eq {n} and value eq \"MAIN\"]"),
                OneOf("main", "none").Select(n => $"{Documents.BadgeUrn}:doors eq \"{n}\""));
            return Gen.Select(compare, compare, Gen.Int[0, 3]).Select((a, b, how) => how switch { 0 => a, 1 => $"{a} and {b}", 2 => $"{a} or {b}", _ => $"not ({a}) or {b}" });
        }
    }

    /// <summary>The same schemas, without any index that narrows.</summary>
    private static AccountCatalog AccountCatalogOf(ScimBench scim) => new(
        scim.Catalog.Version, scim.Catalog.Number, scim.Catalog.Schemas, [.. scim.Catalog.Types.Select(t => new TypeCatalog(t.Type, t.Number, []))]);

    private static async Task<List<string>> AnswersAsync(ScimBench scim, string[] filters)
    {
        var answers = new List<string>();
        foreach (var filter in filters)
        {
            var (status, body) = await scim.SendAsync(ScimOperation.List, "/Users", filter: filter);
            Assert.True(status == 200, $"{filter}: {body}");
            answers.Add($"{filter}: {string.Join(' ', (body!["Resources"] as JsonArray ?? []).Select(r => r!["userName"]!.GetValue<string>()))}");
        }

        return answers;
    }

    private static async Task<string> IdAsync(ScimBench scim, string userName) =>
        (await scim.SendAsync(ScimOperation.List, "/Users", filter: $"userName eq \"{userName}\"")).Body!["Resources"]![0]!["id"]!.GetValue<string>();

    private static async Task PatchAsync(ScimBench scim, string userName, string path, string value) =>
        Assert.True((await scim.SendAsync(ScimOperation.Patch, "/Users/" + await IdAsync(scim, userName), ScimBench.Patch($$"""{"op":"replace","path":"{{path}}","value":"{{value}}"}"""))).Status is 200 or 204);

    private static async Task<int> FoundAsync(ScimBench scim, string filter)
    {
        var (status, body) = await scim.SendAsync(ScimOperation.List, "/Users", filter: filter);
        Assert.True(status == 200, body?.ToJsonString());
        return body!["totalResults"]!.GetValue<int>();
    }

    private static Task<List<IndexedAttributeRow>> RowsAsync(Store store, long account) => store.ReadAsync((s, c) => IndexedAttributesTable.AllAsync(s, account, c), Ct).AsTask();

    private static Task<long> KeysAsync(Store store, long account, long number) =>
        store.ReadAsync((s, c) => s.NumberAsync(new Sql("select count(*) from extra_keys where account = $1 and attr_no = $2"), [account, number], c), Ct).AsTask();
}
