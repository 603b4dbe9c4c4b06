using Npgsql;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

/// <summary>Reads by key that travel together: each question is answered as if it were alone.</summary>
public sealed class LookupTests
{
    private const int Accounts = 2;
    private const int Keys = 200;

    private static readonly Table Covered = new("covered", ["kind", "key"], [new("kind", ColumnType.Number), new("key", ColumnType.Number)]);
    private static readonly Sql Upwards = Sql.Lookup("select kind from covered where account = $1 and key = $2 order by kind", ColumnType.Number, ColumnType.Number);
    private static readonly Sql Downwards = Sql.Lookup("select kind from covered where account = $1 and key = $2 order by kind desc", ColumnType.Number, ColumnType.Number);
    private static readonly Sql Named = Sql.Lookup("select record_key from names where account = $1 and attr = $2 and value = $3", ColumnType.Number, ColumnType.Number, ColumnType.Text);

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Questions_asked_together_are_answered_as_if_each_were_alone(string engine)
    {
        await using var test = await OpenAsync(engine);
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var questions = Enumerable.Range(0, 3000).Select(_ => (Account: (long)random.Next(Accounts + 1), Key: (long)random.Next(Keys + 20), Up: random.Next(2) == 0)).ToList();

        var answers = await Task.WhenAll(questions.Select(q => AskAsync(test.Store, q.Up ? Upwards : Downwards, q.Account, q.Key)));

        Assert.All(questions.Zip(answers), pair => Assert.Equal(Expected(pair.First.Account, pair.First.Key, pair.First.Up), pair.Second));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_row_that_cannot_be_read_fails_its_own_question(string engine)
    {
        await using var test = await OpenAsync(engine);
        var spoilt = new FormatException("Not to be read.");

        var asked = Enumerable.Range(0, 400).Select(i => AskAsync(test.Store, Upwards, 0, i % Keys, i % 5 == 0 ? spoilt : null)).ToList();
        await Task.WhenAll(asked).ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        for (var i = 0; i < asked.Count; i++)
        {
            var expected = Expected(0, i % Keys, true);
            if (i % 5 == 0 && expected.Count > 0)
            {
                Assert.Same(spoilt, await Assert.ThrowsAsync<FormatException>(() => asked[i]));
            }
            else
            {
                Assert.Equal(expected, await asked[i]);
            }
        }
    }

    [Fact]
    public async Task What_the_database_refuses_fails_its_own_question()
    {
        Assert.SkipUnless(TestStore.HasPostgres, "This run has no PostgreSQL; ./test starts one.");
        await using var test = await OpenAsync("postgres");

        Task<List<long>> Name(string name) => test.Store.ReadAsync((s, c) => s.QueryAsync(Named, [0L, 1L, name], static r => r.GetInt64(0), c), TestContext.Current.CancellationToken).AsTask();
        var asked = Enumerable.Range(0, 200).Select(i => (Spoilt: i % 50 == 7, Answer: Name(i % 50 == 7 ? "a\0b" : "nobody"))).ToList();

        foreach (var (spoilt, answer) in asked)
        {
            if (spoilt)
            {
                Assert.Equal("22021", (await Assert.ThrowsAsync<PostgresException>(() => answer)).SqlState);
            }
            else
            {
                Assert.Empty(await answer);
            }
        }
    }

    [Fact]
    public async Task Each_question_stands_on_its_own_premise()
    {
        Assert.SkipUnless(TestStore.HasPostgres, "This run has no PostgreSQL; ./test starts one.");
        await using var test = await OpenAsync("postgres");
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await LaneTable.CreateAsync(s, 1, 0, 0, c); return 0; });
        var (now, rechecks) = (await SettingsAsync(test.Store, 1), 0);
        Premise Stands() => new(1, now, (_, _) => throw new InvalidOperationException("Nothing has moved."));
        Premise Moved() => new(1, now + 1, (_, _) => { Interlocked.Increment(ref rechecks); return ValueTask.CompletedTask; });
        Premise Lost() => new(1, now + 1, (_, _) => throw new PremiseLostException("revoked"));
        Premise Gone() => new(77, now, (_, _) => throw new PremiseLostException("gone"));

        var asked = Enumerable.Range(0, 200).Select(i => (Kind: i % 4, Answer: AskAsync(test.Store.Under((i % 4) switch { 0 => Stands(), 1 => Moved(), 2 => Lost(), _ => Gone() }), Upwards, 1, 2))).ToList();

        foreach (var (kind, answer) in asked)
        {
            if (kind < 2)
            {
                Assert.Equal(Expected(1, 2, true), await answer);
            }
            else
            {
                Assert.Equal(kind == 2 ? "revoked" : "gone", (await Assert.ThrowsAsync<PremiseLostException>(() => answer)).Found);
            }
        }

        Assert.Equal(50, rechecks);
    }

    /// <summary>Key k of account a is there (k + a) mod 4 times.</summary>
    private static List<long> Expected(long account, long key, bool up)
    {
        var count = account < Accounts && key < Keys ? (int)((key + account) % 4) : 0;
        var kinds = Enumerable.Range(1, count).Select(static n => (long)n);
        return up ? [.. kinds] : [.. kinds.Reverse()];
    }

    private static async Task<TestStore> OpenAsync(string engine)
    {
        var test = await TestStore.OpenAsync(engine);
        var rows = from account in Enumerable.Range(0, Accounts) from key in Enumerable.Range(0, Keys) from kind in Expected(account, key, true) select new Value[] { (long)account, kind, (long)key };
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.RunAsync([new Step(Covered.Insert, [.. rows])], c); return 0; });
        return test;
    }

    private static Task<List<long>> AskAsync(Store store, Sql sql, long account, long key, Exception? spoilt = null) =>
        store.ReadAsync((s, c) => s.QueryAsync(sql, [account, key], r => spoilt is null ? r.GetInt64(0) : throw spoilt, c), TestContext.Current.CancellationToken).AsTask();

    private static async Task<long> SettingsAsync(Store store, long account) =>
        await store.ReadAsync((s, c) => s.NumberAsync(new Sql("select settings_no from lanes where account = $1"), [account], c), TestContext.Current.CancellationToken);
}
