using CsCheck;
using Rollcall.Core.Licensing;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Roll;

/// <summary>Random operations in random batches, against a book kept in memory: whatever shares a commit, the outcome is that of one after another.</summary>
public sealed class RollModelTests
{
    private const int People = 8;
    private const int Addresses = 4;

    private static readonly Gen<Step> Steps = Gen.OneOf(
        Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, Addresses], Gen.Bool, (who, address, active) => (Step)new Step.Put(who, address, active)),
        Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, Addresses], Gen.Bool, (who, address, active) => (Step)new Step.Put(who, address, active)),
        Gen.Select(Gen.Int[0, People - 1], Gen.Bool, (who, keeps) => (Step)new Step.Delete(who, keeps)),
        Gen.Select(Gen.Int[0, People - 1], Gen.Bool, (who, blocked) => (Step)new Step.Block(who, blocked)),
        Gen.Int[0, 5].Select(total => (Step)new Step.Total(total)));

    private static int Iterations(int count) => count * int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("sqlite", 40)]
    [InlineData("postgres", 10)]
    public async Task Batches_decide_as_one_after_another_would(string engine, int rounds)
    {
        if (engine == "postgres" && Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES") is null)
        {
            return;
        }

        await Gen.Int[1, 24].List[1, 4].SelectMany(sizes => Steps.Array[sizes.Sum()].Select(steps => (sizes, steps)))
            .SampleAsync(async sample => await RunAsync(engine, sample.sizes, sample.steps), iter: Iterations(rounds), threads: 1);
    }

    private static async Task RunAsync(string engine, List<int> sizes, Step[] steps)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 2);
        var model = new Model(bench);
        var next = 0;
        foreach (var size in sizes)
        {
            var batch = steps.AsSpan(next, size).ToArray();
            next += size;
            await model.ApplyAsync(batch);
            await model.CompareAsync();
        }
    }

    private abstract record Step
    {
        private Step()
        {
        }

        public sealed record Put(int Who, int Address, bool Active) : Step;

        public sealed record Delete(int Who, bool Keeps) : Step;

        public sealed record Block(int Who, bool Blocked) : Step;

        public sealed record Total(int Count) : Step;
    }

    private sealed class Model(RollBench bench)
    {
        private static readonly Sql UsersText = new($"select {UserTable.List} from users where account = $1 order by key");
        private static readonly Sql PoolText = new("select total, assigned from pools where account = $1");
        private readonly LicenseBook _book = new(2);
        private readonly Dictionary<int, (Guid Record, RowKey User, LicenseUser Facts)> _present = [];
        private readonly Dictionary<string, RowKey> _keys = new(StringComparer.Ordinal);
        private Dictionary<RowKey, long> _rows = [];
        private readonly HashSet<int> _unanswered = [];
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
        private int _born;

        public async Task ApplyAsync(Step[] batch)
        {
            var asked = new List<Task<Outcome>>();
            var users = await bench.Store.ReadAsync((s, c) => s.QueryAsync(UsersText, [RollBench.Account], UserTable.Read, c), TestContext.Current.CancellationToken);
            _rows = users.ToDictionary(u => _keys[u.UserName], u => u.Key);
            _unanswered.Clear();
            foreach (var step in batch)
            {
                _now = _now.AddTicks(10);
                if (Operation(step) is { } operation)
                {
                    asked.Add(bench.Apply(operation));
                }
            }

            await Task.WhenAll(asked);
        }

        public async Task CompareAsync()
        {
            var (users, pool) = await bench.Store.SnapshotAsync(
                async (s, c) => (await s.QueryAsync(UsersText, [RollBench.Account], UserTable.Read, c), (await s.QueryAsync(PoolText, [RollBench.Account], r => (r.GetInt64(0), r.GetInt64(1)), c))[0]),
                TestContext.Current.CancellationToken);
            Assert.True(pool.Item2 <= pool.Item1, $"{pool.Item2} assigned of {pool.Item1}");
            Assert.Equal(users.Count(u => u.License == LicenseState.Assigned), pool.Item2);
            var ours = users.ToDictionary(u => u.UserName, u => (u.License, u.Reason));
            var theirs = _book.Entries.ToDictionary(e => _keys.First(k => k.Value == e.User.Key).Key, e => (e.State, e.Reason));
            Assert.Equal(theirs.OrderBy(p => p.Key, StringComparer.Ordinal), ours.Where(p => theirs.ContainsKey(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal));
            Assert.All(ours.Where(p => !theirs.ContainsKey(p.Key)), p => Assert.NotEqual(LicenseState.Assigned, p.Value.License));
        }

        /// <summary>Nobody changes what he was not told the id of: a batch has no second operation on somebody it makes.</summary>
        private RollOperation? Operation(Step step) => step switch
        {
            Step.Put { Who: var who } when _unanswered.Contains(who) => null,
            Step.Delete { Who: var who } when _unanswered.Contains(who) => null,
            Step.Put put => Put(put),
            Step.Delete delete => Delete(delete),
            Step.Block block => Block(block),
            Step.Total total => Total(total),
            _ => null,
        };

        private RollOperation Put(Step.Put put)
        {
            var address = put.Address == Addresses ? null : $"a{put.Address}@x.example";
            if (_present.TryGetValue(put.Who, out var known))
            {
                var changed = known.Facts with { AddressKey = address, Active = put.Active };
                if (changed == known.Facts)
                {
                    return RollBench.Revise(known.Record, f => f);
                }

                _present[put.Who] = known with { Facts = changed };
                _book.Put(changed, _now);
                return RollBench.Revise(known.Record, f => RollBench.Facts(f.Person.UserName, address, put.Active));
            }

            var (record, key, name) = (Guid.CreateVersion7(), new RowKey(++_born), $"user{_born}");
            var facts = new LicenseUser { Key = key, AddressKey = address, Active = put.Active, Blocked = false, Covered = true, Priority = false };
            _present[put.Who] = (record, key, facts);
            _keys[name] = key;
            _unanswered.Add(put.Who);
            _book.Put(facts, _now);
            return RollBench.Create(RollBench.Facts(name, address, put.Active), record);
        }

        private RollOperation? Delete(Step.Delete delete)
        {
            if (!_present.Remove(delete.Who, out var known))
            {
                return null;
            }

            if (delete.Keeps)
            {
                _book.Put(known.Facts with { Active = false }, _now);
            }
            else
            {
                _book.Remove(known.User, _now);
            }

            return RollBench.Delete(known.Record, delete.Keeps);
        }

        /// <summary>A block names the user by key, which the model learns from the database: so a batch never has one of somebody it just made.</summary>
        private BlockUser? Block(Step.Block block)
        {
            if (!_present.TryGetValue(block.Who, out var known) || !_rows.TryGetValue(known.User, out var key))
            {
                return null;
            }

            _present[block.Who] = known with { Facts = known.Facts with { Blocked = block.Blocked } };
            _book.Put(known.Facts with { Blocked = block.Blocked }, _now);
            return new BlockUser { Origin = RollBench.Origin("POST"), User = key, Blocked = block.Blocked };
        }

        private SetPool Total(Step.Total total)
        {
            _book.SetTotal(total.Count, _now);
            return new SetPool { Origin = RollBench.Origin("PUT"), Total = total.Count };
        }
    }
}
