using Rollcall.Core.Licensing;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Roll;

/// <summary>Policies on both stores, rule by rule (product rules 24 to 27).</summary>
public sealed class PolicyTests
{
    public static TheoryData<string> Engines => TestStore.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_member_of_a_covered_group_is_licensed_with_the_request_that_adds_him_and_loses_it_with_the_one_that_removes_him(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 5);
        var (group, ada) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await bench.Apply(RollBench.Create(RollBench.Facts("ada", "ada@x.example"), ada));
        await bench.Apply(RollBench.Group("staff", group));
        await DecideAsync(bench, (CoveredId.Group((await OwnerAsync(bench, group))!.Value), false));
        Assert.Equal((LicenseState.None, LicenseReason.NotCovered), await LicenseAsync(bench, "ada"));

        await bench.Apply(RollBench.Members(group, new MemberStep.Add([ada])));
        Assert.Equal((LicenseState.Assigned, LicenseReason.Assigned), await LicenseAsync(bench, "ada"));
        await bench.Apply(RollBench.Members(group, new MemberStep.Replace([])));
        Assert.Equal((LicenseState.None, LicenseReason.NotCovered), await LicenseAsync(bench, "ada"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_change_of_many_members_is_carried_out_in_slices(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 1000);
        var group = Guid.CreateVersion7();
        var ids = Enumerable.Range(0, Coverage.MostAtOnce + 5).Select(_ => Guid.CreateVersion7()).ToList();
        await Task.WhenAll(ids.Select((id, n) => bench.Apply(RollBench.Create(RollBench.Facts($"u{n}", $"u{n}@x.example"), id))));
        await bench.Apply(RollBench.Group("staff", group));
        await DecideAsync(bench, (CoveredId.Group((await OwnerAsync(bench, group))!.Value), false));

        await bench.Apply(RollBench.Members(group, new MemberStep.Add(ids)));
        Assert.Equal([RollBench.Account], await test.Store.ReadAsync(PolicyReader.UnfinishedAsync, TestContext.Current.CancellationToken));
        await new LicenseDesk(bench.Registrar).CarryOutAsync(RollBench.Account, RollBench.Origin("PUT"));
        Assert.Equal(ids.Count, (await PoolAsync(bench)).Assigned);
        Assert.Empty(await test.Store.ReadAsync(PolicyReader.UnfinishedAsync, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_covered_group_that_is_deleted_covers_nobody_and_the_journal_says_so(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 5);
        var (group, ada) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await bench.Apply(RollBench.Create(RollBench.Facts("ada", "ada@x.example"), ada));
        await bench.Apply(RollBench.Group("staff", group, ada));
        await DecideAsync(bench, (CoveredId.Group((await OwnerAsync(bench, group))!.Value), false));
        Assert.Equal(LicenseState.Assigned, (await LicenseAsync(bench, "ada")).State);

        await bench.Apply(new DeleteGroup { Origin = RollBench.Origin("DELETE"), Directory = RollBench.Directory, Id = group });
        await new LicenseDesk(bench.Registrar).CarryOutAsync(RollBench.Account, RollBench.Origin("PUT"));
        Assert.Equal((LicenseState.None, LicenseReason.NotCovered), await LicenseAsync(bench, "ada"));
        Assert.Empty(await test.Store.SnapshotAsync((s, c) => PolicyReader.NamesAsync(s, RollBench.Account, c), TestContext.Current.CancellationToken));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from changes where kind = 13 and effects = 'uncovered=group'"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Priority_goes_before_those_who_waited_longer(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 1);
        foreach (var name in new[] { "first", "second", "third" })
        {
            await bench.Apply(RollBench.Create(RollBench.Facts(name, $"{name}@x.example")));
        }

        var third = (await UserAsync(bench, "third")).Key;
        await DecideAsync(bench, LicensePolicy.All, (CoveredId.User(third), true));
        Assert.Equal(LicenseState.Assigned, (await LicenseAsync(bench, "first")).State);
        await new LicenseDesk(bench.Registrar).SetAsync(RollBench.Account, 2, null, null, RollBench.Origin("PUT"));
        Assert.Equal(LicenseState.Assigned, (await LicenseAsync(bench, "third")).State);
        Assert.Equal(LicenseState.Waiting, (await LicenseAsync(bench, "second")).State);
    }

    /// <summary>Several of one address wait and take one license: who waits behind them is reached all the same.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Licenses_bought_together_go_to_as_many_addresses(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 0);
        foreach (var (name, address) in new[] { ("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"), ("e", "z") })
        {
            await bench.Apply(RollBench.Create(RollBench.Facts(name, $"{address}@x.example")));
        }

        await new LicenseDesk(bench.Registrar).SetAsync(RollBench.Account, 3, null, null, RollBench.Origin("PUT"));
        Assert.Equal(3, (await PoolAsync(bench)).Assigned);
        Assert.Equal(LicenseState.Assigned, (await LicenseAsync(bench, "e")).State);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_policy_is_refused_on_a_version_that_is_not_the_present_one_and_while_another_is_carried_out(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 1);
        Assert.IsType<Outcome.Planned>(await bench.Apply(Decision(0, LicensePolicy.Selected)));
        Assert.Equal(new Outcome.Stale(1), await bench.Apply(Decision(0, LicensePolicy.All)));
        Assert.Equal(new Outcome.Stale(1), await bench.Apply(Decision(1, LicensePolicy.All)));
        await new LicenseDesk(bench.Registrar).CarryOutAsync(RollBench.Account, RollBench.Origin("PUT"));
        Assert.IsType<Outcome.Planned>(await bench.Apply(Decision(1, LicensePolicy.All)));
    }

    private static SetPolicy Decision(long version, LicensePolicy policy, params (CoveredId Id, bool Priority)[] selected) => new()
    {
        Origin = RollBench.Origin("PUT"), Version = version, Policy = policy, Selected = selected.ToDictionary(s => s.Id, s => s.Priority), Systems = 0, FavoredSystems = 0,
    };

    private static Task DecideAsync(RollBench bench, params (CoveredId Id, bool Priority)[] selected) => DecideAsync(bench, LicensePolicy.Selected, selected);

    private static async Task DecideAsync(RollBench bench, LicensePolicy policy, params (CoveredId Id, bool Priority)[] selected) =>
        Assert.NotNull(await new LicenseDesk(bench.Registrar).DecideAsync(RollBench.Account, Decision((await PoolAsync(bench)).PolicyVersion, policy, selected)));

    private static async Task<PoolRow> PoolAsync(RollBench bench) =>
        (await bench.Store.ReadAsync((s, c) => UserReader.PoolAsync(s, RollBench.Account, c), TestContext.Current.CancellationToken))!;

    private static async Task<UserRow> UserAsync(RollBench bench, string name) =>
        Assert.Single(await bench.Store.ReadAsync((s, c) => UserReader.ByNameAsync(s, RollBench.Account, name, c), TestContext.Current.CancellationToken));

    private static async Task<(LicenseState State, LicenseReason Reason)> LicenseAsync(RollBench bench, string name) => (await UserAsync(bench, name)) is var user ? (user.License, user.Reason) : default;

    private static async Task<long?> OwnerAsync(RollBench bench, Guid record) => await bench.Store.ReadAsync(
        (s, c) => s.NumberAsync(new Sql("select owner_key from records where account = $1 and id = $2"), [RollBench.Account, record], c), TestContext.Current.CancellationToken);
}
