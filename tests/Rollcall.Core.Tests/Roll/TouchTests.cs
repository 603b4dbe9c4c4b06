using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;

namespace Rollcall.Core.Tests.Roll;

/// <summary>How much of the database a request touches, counted by the database itself: every row of every table and every entry of every index, before and after.</summary>
public sealed class TouchTests
{
    /// <summary>A document is what is about as long as a user of an identity provider.</summary>
    private const int DocumentLength = 1_200;

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_create_touches_at_most_twelve_rows_two_of_them_documents_and_twenty_index_entries(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 100);
        // The second of a lane: the first also makes the counters that all later ones share.
        await bench.Apply(Create("first"));
        var before = await TableContents.ReadAsync(test.Store, engine);
        Assert.IsType<Outcome.Recorded>(await bench.Apply(Create("second")));
        var touched = (await TableContents.ReadAsync(test.Store, engine)).Since(before);

        Assert.InRange(touched.Rows.Count, 8, 12);
        Assert.Equal(2, touched.Rows.Count(static row => row.Length > DocumentLength));
        Assert.InRange(touched.Entries.Count, 8, 20);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_member_change_touches_at_most_six_rows_whatever_the_group_holds(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 100);
        var (group, mover) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var others = Enumerable.Range(0, 50).Select(static _ => Guid.CreateVersion7()).ToList();
        foreach (var (id, n) in others.Select(static (id, n) => (id, n)))
        {
            await bench.Apply(RollBench.Create(RollBench.Facts($"other{n}", null), id));
        }

        await bench.Apply(RollBench.Create(RollBench.Facts("mover", null), mover));
        await bench.Apply(RollBench.Group("all", group, [.. others]));
        foreach (var step in new MemberStep[] { new MemberStep.Add([mover]), new MemberStep.Remove([mover]) })
        {
            var before = await TableContents.ReadAsync(test.Store, engine);
            Assert.IsType<Outcome.Recorded>(await bench.Apply(RollBench.Members(group, step)));
            var touched = (await TableContents.ReadAsync(test.Store, engine)).Since(before);
            Assert.InRange(touched.Rows.Count, 3, 6);
            Assert.InRange(touched.Entries.Count, 1, 8);
        }
    }

    private static CreateUser Create(string name)
    {
        var create = RollBench.Create(RollBench.Facts(name, name + "@x.example", externalId: name));
        return new CreateUser
        {
            Directory = create.Directory, Id = create.Id, UserId = create.UserId, Facts = create.Facts, BornDigest = create.BornDigest,
            Document = [.. create.Document, .. new byte[DocumentLength]], Origin = create.Origin with { Request = new byte[DocumentLength] },
        };
    }
}
