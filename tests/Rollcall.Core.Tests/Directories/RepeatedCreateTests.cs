using Microsoft.Extensions.Time.Testing;
using Rollcall.Core.Directories.Scim;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

/// <summary>Product rule 7: who repeats a create whose answer was lost gets that answer; every other duplicate is a conflict.</summary>
public sealed class RepeatedCreateTests
{
    private static readonly string Ann = ScimBench.UserBody("ann@x.example", "ann@x.example", "object-1");

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    [Trait("incident", "lost-answer-409")]
    public async Task A_create_whose_answer_was_lost_can_be_repeated_until_it_arrives(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await OpenAsync(test);
        var births = new Births(TimeProvider.System);
        (scim.Births, scim.Answering) = (births, answer => births.Lost(answer.Id));
        var (status, first) = await scim.SendAsync(ScimOperation.Create, "/Users", Ann);
        Assert.Equal(201, status);

        var (again, second) = await scim.SendAsync(ScimOperation.Create, "/Users", Ann);
        Assert.Equal(201, again);
        Assert.Equal(first!.ToJsonString(), second!.ToJsonString());

        scim.Answering = answer => births.Told(answer.Id);
        Assert.Equal(201, await CreateAsync(scim, Ann));
        Assert.Equal(409, await CreateAsync(scim, Ann));
        Assert.Equal(1, (int)(await scim.SendAsync(ScimOperation.List, "/Users")).Body!["totalResults"]!);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task What_another_process_made_can_be_repeated_once(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await OpenAsync(test);
        var dead = new Births(TimeProvider.System);
        scim.Births = dead;
        Assert.Equal(201, await CreateAsync(scim, Ann));

        var next = new Births(TimeProvider.System);
        (scim.Births, scim.Answering) = (next, answer => next.Told(answer.Id));
        Assert.Equal(201, await CreateAsync(scim, Ann));
        Assert.Equal(409, await CreateAsync(scim, Ann));
    }

    [Fact]
    [Trait("incident", "okta-bcrypt-2024-10")]
    public async Task Any_other_duplicate_is_a_conflict()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var scim = await OpenAsync(test);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var births = new Births(time);
        (scim.Births, scim.Answering) = (births, answer => births.Lost(answer.Id));
        Assert.Equal(201, await CreateAsync(scim, Ann));

        // Every part counts to its last byte: token, names, body.
        Assert.Equal(409, await CreateAsync(scim, ScimBench.UserBody("Ann@x.example", "ann@x.example", "object-1")));
        Assert.Equal(409, await CreateAsync(scim, ScimBench.UserBody("ann@x.example", "ann@x.example", "object-2")));
        Assert.Equal(409, await CreateAsync(scim, ScimBench.UserBody("ann@x.example", "ann2@x.example", "object-1")));
        Assert.Equal(409, await CreateAsync(scim, ScimBench.UserBody("ann@x.example", "ann@x.example", "object-1", active: false)));
        scim.Actor = "rct_87654321";
        Assert.Equal(409, await CreateAsync(scim, Ann));
        scim.Actor = "rct_12345678";
        var longName = new string('n', 300);
        Assert.Equal(201, await CreateAsync(scim, ScimBench.UserBody(longName, null, longName + "1")));
        Assert.Equal(409, await CreateAsync(scim, ScimBench.UserBody(longName, null, longName + "2")));

        time.Advance(Births.Window - TimeSpan.FromMinutes(1));
        Assert.Equal(201, await CreateAsync(scim, Ann));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(409, await CreateAsync(scim, Ann));
    }

    [Fact]
    public async Task While_the_first_answer_is_on_its_way_the_second_is_a_conflict()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var scim = await OpenAsync(test);
        scim.Births = new Births(TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => CreateAsync(scim, Ann))));

        Assert.Equal([201, .. Enumerable.Repeat(409, 9)], answers.Order());
    }

    [Fact]
    public async Task A_refused_create_leaves_nothing_to_repeat()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var scim = await OpenAsync(test);
        Assert.Equal(201, await CreateAsync(scim, Ann));
        scim.Births = new Births(TimeProvider.System);

        // Made without a mark, as records from before there was one.
        Assert.Equal(409, await CreateAsync(scim, Ann));
        Assert.Equal(409, await CreateAsync(scim, Ann));
    }

    private static async Task<ScimBench> OpenAsync(TestStore test) => await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);

    private static async Task<int> CreateAsync(ScimBench scim, string body) => (await scim.SendAsync(ScimOperation.Create, "/Users", body)).Status;
}
