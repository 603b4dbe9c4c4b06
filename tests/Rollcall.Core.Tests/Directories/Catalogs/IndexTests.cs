using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories.Catalogs;

/// <summary>Attributes that an administrator indexed: built in slices, written by every change, narrowing filters only while whole.</summary>
public sealed class IndexTests
{
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
        Assert.Equal("index-dropping", (await new SchemaDesk(test.Store, TimeProvider.System).PreviewAsync(account, new SchemaWish { DropType = "User" }, Ct)).Refused().Code);
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
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Nor_is_one_that_shares_the_commit_with_the_change_of_the_catalog(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await CustomResourceTests.OpenAsync(test);
        var account = scim.Account.Number;
        var (begun, release) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var held = test.Store.WriteAsync(account, 0, async (_, _, _) => { begun.TrySetResult(); await release.Task; return 0; }, settings: false);
        await begun.Task;
        var added = new IndexDesk(test.Store, TimeProvider.System).AddAsync(account, "User", "title", Asked.By());
        var write = scim.Registrar.ApplyAsync(
            account, new Core.Roll.Changes.BlockUser { Origin = ScimBench.Origin, User = 1, Blocked = true }, new Premise(account, -1, AccountCatalogs.Unchanged(account, scim.Catalog, "moved"))).AsTask();
        release.SetResult();
        await held;
        Assert.Equal(IndexState.Building, (await added).Done().State);
        Assert.Equal("moved", (await Assert.ThrowsAsync<PremiseLostException>(() => write)).Found);
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
