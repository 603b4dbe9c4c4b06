using Rollcall.Core.Roll;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Roll;

public sealed class RegistrarTests
{
    private static Task<RollBench> OpenAsync(TestStore test, int licenses = 10) => RollBench.OpenAsync(test, licenses);

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Of_many_creates_of_one_userName_one_wins(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await OpenAsync(test);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => bench.Apply(RollBench.Create(RollBench.Facts("ann", $"ann{i}@x.example")))));
        Assert.Single(outcomes.OfType<Outcome.Recorded>());
        Assert.All(outcomes.OfType<Outcome.Taken>(), t => Assert.Equal("userName", t.Attribute));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from records where account = 1"));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from users where account = 1"));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from changes where account = 1 and kind = 1"));
        Assert.Equal(1, await bench.NumberAsync("select cast(sum(live) as bigint) from blocks where account = 1 and level = 2"));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_deleted_name_is_free_and_a_freed_license_goes_to_the_head_of_the_queue(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await OpenAsync(test, licenses: 1);
        var (ann, bob, cid) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await bench.Apply(RollBench.Create(RollBench.Facts("ann", "ann@x.example"), ann));
        await bench.Apply(RollBench.Create(RollBench.Facts("bob", "bob@x.example"), bob));
        await bench.Apply(RollBench.Create(RollBench.Facts("cid", "cid@x.example"), cid));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from users where account = 1 and user_name = 'ann' and license = 1"));
        Assert.IsType<Outcome.Removed>(await bench.Apply(RollBench.Delete(ann)));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from users where account = 1 and user_name = 'bob' and license = 1"));
        Assert.Equal(1, await bench.NumberAsync("select assigned from pools where account = 1"));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from changes where account = 1 and kind = 10 and cause is not null"));
        Assert.IsType<Outcome.Recorded>(await bench.Apply(RollBench.Create(RollBench.Facts("ann", "ann@x.example"))));
        Assert.IsType<Outcome.Missing>(await bench.Apply(RollBench.Delete(ann)));
        Assert.IsType<Outcome.Missing>(await bench.Apply(RollBench.Revise(ann, f => f)));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    [Trait("incident", "entra-echo-loop")]
    public async Task A_change_that_changes_nothing_makes_no_version_and_no_row(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await OpenAsync(test);
        var ann = Guid.CreateVersion7();
        await bench.Apply(RollBench.Create(RollBench.Facts("ann", "ann@x.example"), ann));
        var rows = await bench.NumberAsync("select count(*) from changes where account = 1");
        Assert.False(Assert.IsType<Outcome.Recorded>(await bench.Apply(RollBench.Revise(ann, f => f))).Changed);
        Assert.Equal(rows, await bench.NumberAsync("select count(*) from changes where account = 1"));
        Assert.Equal(2, Assert.IsType<Outcome.Recorded>(await bench.Apply(RollBench.Revise(ann, f => RollBench.Facts("ann", null)))).Record.Version);
        Assert.IsType<Outcome.Stale>(await bench.Apply(RollBench.Revise(ann, f => RollBench.Facts("anna", null), ifMatch: 1)));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    [Trait("incident", "fleet#50724")]
    [Trait("incident", "authentik#25024")]
    [Trait("incident", "keycloak#52752")]
    [Trait("incident", "gestalt#3162")]
    public async Task Concurrent_member_changes_lose_nobody_and_never_write_the_document(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await OpenAsync(test, licenses: 500);
        var people = Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7()).ToList();
        var group = Guid.CreateVersion7();
        await Task.WhenAll(people.Select((id, i) => bench.Apply(RollBench.Create(RollBench.Facts($"u{i}", $"u{i}@x.example"), id))));
        await bench.Apply(RollBench.Group("all", group));
        await Task.WhenAll(people.Select(id => bench.Apply(RollBench.Members(group, new MemberStep.Add([id])))));
        Assert.Equal(100, await bench.NumberAsync("select count(*) from members where account = 1"));
        await Task.WhenAll(people.Take(50).Select(id => bench.Apply(RollBench.Members(group, new MemberStep.Remove([id])))));
        Assert.Equal(50, await bench.NumberAsync("select count(*) from members where account = 1"));
        Assert.Equal(151, await bench.NumberAsync("select version from records where account = 1 and type = 2"));
        var again = Assert.IsType<Outcome.Recorded>(await bench.Apply(RollBench.Members(group, new MemberStep.Add([people[60]]), new MemberStep.Remove([people[0]]))));
        Assert.False(again.Changed);
        await bench.Apply(RollBench.Members(group, new MemberStep.Replace([people[0], people[99]])));
        Assert.Equal(2, await bench.NumberAsync("select count(*) from members where account = 1"));
        Assert.IsType<Outcome.UnknownMember>(await bench.Apply(RollBench.Members(group, new MemberStep.Add([people[1], Guid.CreateVersion7()]))));
        Assert.Equal(2, await bench.NumberAsync("select count(*) from members where account = 1"));
        await bench.Apply(RollBench.Delete(people[99]));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from members where account = 1"));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Entra_soft_delete_frees_the_name_and_keeps_the_shown_one(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await OpenAsync(test);
        var ann = Guid.CreateVersion7();
        const string ObjectId = "0a21f0f28d2a4f8ebf987363c4aed4ef";
        await bench.Apply(RollBench.Create(RollBench.Facts("ann", "ann@x.example", externalId: ObjectId), ann));
        await bench.Apply(RollBench.Revise(ann, _ => RollBench.Facts(ObjectId + "ann", "ann@x.example", active: false, externalId: ObjectId)));
        Assert.Equal(1, await bench.NumberAsync("select count(*) from users where account = 1 and user_name = 'ann' and state = 1 and license = 0"));
        var again = Assert.IsType<Outcome.Recorded>(await bench.Apply(RollBench.Create(RollBench.Facts("ann", "ann@x.example", externalId: "ffffffffffffffffffffffffffffffff"))));
        Assert.Equal(1, again.Record.Version);
        Assert.Equal(1, await bench.NumberAsync("select count(*) from users where account = 1 and email_key = 'ann@x.example' and license = 1"));
        Assert.Equal(2, await bench.NumberAsync("select count(*) from users where account = 1 and email_key = 'ann@x.example'"));
    }

    /// <summary>The budget of a create and of a member change, as rows of the tables (facts/performance: 12 and 6).</summary>
    [Fact]
    public async Task A_create_touches_eleven_rows_and_a_member_change_four()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var bench = await OpenAsync(test);
        string[] tables = ["lanes", "records", "names", "extra_keys", "users", "user_records", "blocks", "pools", "changes", "members", "user_groups"];
        var (ann, group) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await bench.Apply(RollBench.Group("all", group));
        var before = await TouchedAsync(bench);
        await bench.Apply(RollBench.Create(RollBench.Facts("ann", "ann@x.example", externalId: "1"), ann));
        var create = await TouchedAsync(bench) - before;
        await bench.Apply(RollBench.Members(group, new MemberStep.Add([ann])));
        var member = await TouchedAsync(bench) - before - create;
        Assert.NotEmpty(tables);
        Assert.Equal(11, create);
        Assert.Equal(4, member);
    }

    /// <summary>SQLite counts every row that a connection inserts, updates or deletes; the read itself happens in the lane.</summary>
    private static Task<long> TouchedAsync(RollBench bench) =>
        bench.Store.WriteAsync(0, 0, async (s, _, c) => await s.NumberAsync(new Core.Storage.Sql("select total_changes() - (select commit_no from lanes where account = 0)"), [], c));
}
