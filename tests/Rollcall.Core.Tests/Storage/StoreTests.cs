using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

public sealed class StoreTests
{
    private static readonly Table Covered = new("covered", ["kind", "key"], [new("kind", ColumnType.Number), new("key", ColumnType.Number)]);

    private static readonly Table Blocks = new(
        "blocks",
        ["directory", "type", "level", "block"],
        [new("directory", ColumnType.Number), new("type", ColumnType.Number), new("level", ColumnType.Number), new("block", ColumnType.Number), new("live", ColumnType.Number)]);

    private static readonly Sql Count = new("select count(*) from covered where account = $1");
    private static readonly Sql Some = new("select key from covered where account = $1 and key {in:$2} order by key");
    private static readonly Sql Lane = new("insert into lanes (account, commit_no, next_key, last_at) values ($1, 0, 1, 0)");

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Rows_saved_are_fetched_updated_and_removed(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var rows = Enumerable.Range(0, 300).Select(i => new Value[] { 0L, 7L, 1L, 1L, (long)i, (long)(i * 2) }).ToList();
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.RunAsync([new Step(Blocks.Save, rows), new Step(Blocks.Adding("live"), rows)], c); return 0; });
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.RunAsync([new Step(Blocks.Update("live"), [[0L, 7L, 1L, 1L, 5L, -1L]]), new Step(Blocks.Remove, [[0L, 7L, 1L, 1L, 6L]])], c); return 0; });
        var seen = new Dictionary<long, long>();
        void Read(DbDataReader row) => seen.Add(row.GetInt64(4), row.GetInt64(5));
        await test.Store.ReadAsync(async (s, c) => { await s.RunAsync([new Step(Blocks.FetchBy("directory", "type", "level", "block"), [.. rows.Select(r => r[..5])], Read)], c); return 0; }, ct);
        Assert.Equal(299, seen.Count);
        Assert.Equal(-1, seen[5]);
        Assert.All(seen.Where(p => p.Key != 5), pair => Assert.Equal(pair.Key * 4, pair.Value));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Values_come_back_as_they_went_and_by_their_number(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var echo = new Sql("select $4, $2, $1, $3", "select $4::double precision, $2::text, $1::bigint, $3::bytea");
        foreach (var (text, bytes) in new (string?, byte[]?)[] { ("", []), (null, null), ("Zoë \U0001F600", [0, 255]), (new string('ß', 400), new byte[3000]) })
        {
            var row = await test.Store.ReadAsync(
                (s, c) => s.FirstAsync(echo, [long.MaxValue, text, bytes, 0.1], static r => Tuple.Create(r.GetDouble(0), r.TextOrNull(1), r.GetInt64(2), r.BytesOrNull(3)), c),
                TestContext.Current.CancellationToken);
            Assert.Equal((0.1, text, long.MaxValue), (row!.Item1, row.Item2, row.Item3));
            Assert.Equal(bytes, row.Item4);
        }
    }

    [Fact]
    public async Task A_premise_whose_check_was_cut_off_is_checked_again()
    {
        Assert.SkipUnless(TestStore.HasPostgres, "This run has no PostgreSQL; ./test starts one.");
        await using var test = await TestStore.OpenAsync("postgres");
        var checks = 0;
        var moved = new Premise(0, -1, (_, _) => throw (checks++ == 0 ? new TimeoutException("The line was cut.") : new PremiseLostException("revoked")));

        var lost = await Assert.ThrowsAsync<PremiseLostException>(() =>
            test.Store.Under(moved).ReadAsync((s, c) => s.NumberAsync(Count, [0L], c), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(("revoked", 2), (lost.Found, checks));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_set_is_one_argument(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.RunAsync([new Step(Covered.Insert, [[0L, 1L, 5L], [0L, 1L, 6L], [0L, 1L, 7L]])], c); return 0; });
        var keys = await test.Store.ReadAsync((s, c) => s.QueryAsync(Some, [0L, Value.Set([5L, 7L, 9L])], r => r.GetInt64(0), c), TestContext.Current.CancellationToken);
        Assert.Equal([5L, 7L], keys);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Writes_of_many_callers_share_commits_and_keys_are_never_given_twice(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.ExecuteAsync(Lane, [1L], c); await s.ExecuteAsync(Lane, [2L], c); return 0; });
        var grants = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => test.Store.WriteAsync(1 + (i % 2), 1, (_, grant, _) => ValueTask.FromResult((Key: grant.NextKey(), No: grant.NextNo(), grant.At, grant.Commit)))));
        Assert.Equal(600, grants.Select(g => g.Key).Distinct().Count());
        Assert.All(grants.GroupBy(g => g.Key >> 36), g => Assert.Equal(g.OrderBy(x => x.No).Select(x => x.At), g.Select(x => x.At).Distinct().Order()));
        Assert.True(grants.Select(g => g.Commit).Max() < 300, "the writes did not share commits");
        Assert.All(grants.Index(), pair => Assert.Equal(1 + (pair.Index % 2), pair.Item.Key >> 36));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_failing_write_takes_nobody_with_it(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var writes = Enumerable.Range(0, 40).Select(i => test.Store.WriteAsync(0, 0, async (s, _, c) =>
        {
            await s.RunAsync([new Step(Covered.Insert, [[0L, 1L, (long)(i == 20 ? 10 : i)]])], c);
            return i;
        })).ToList();
        var results = await Task.WhenAll(writes.Select(async w => { try { await w; return true; } catch (StoreConflictException) { return false; } }));
        Assert.Equal(1, results.Count(ok => !ok));
        Assert.Equal(39, await test.Store.ReadAsync((s, c) => s.NumberAsync(Count, [0L], c), ct));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Closing_finishes_what_was_queued_and_a_second_start_finds_it(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var writes = Enumerable.Range(0, 200).Select(i => test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.RunAsync([new Step(Covered.Insert, [[0L, 1L, (long)i]])], c); return 0; })).ToList();
        await test.Store.DisposeAsync();
        await Task.WhenAll(writes);
        await using var again = Store.Open(test.Options, TimeProvider.System);
        Assert.Equal(200, await again.ReadAsync((s, c) => s.NumberAsync(Count, [0L], c), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Store.WriteAsync(0, 0, (_, _, _) => ValueTask.FromResult(0)));
    }
}
