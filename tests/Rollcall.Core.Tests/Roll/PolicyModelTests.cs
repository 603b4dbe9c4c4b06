using CsCheck;
using Rollcall.Core.Licensing;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Roll;

/// <summary>Random people, groups, policies and totals: what a preview says is what happens, and at no moment is a rule of licenses broken (product rules 24 to 27).</summary>
public sealed class PolicyModelTests
{
    private const int People = 9;
    private const int Groups = 3;

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 6], Gen.Bool, (who, address, active) => (Step)new Step.Put(who, address, active))),
        (1, Gen.Int[0, People - 1].Select(who => (Step)new Step.Delete(who))),
        (1, Gen.Select(Gen.Int[0, People - 1], Gen.Bool, (who, blocked) => (Step)new Step.Block(who, blocked))),
        (4, Gen.Select(Gen.Int[0, Groups - 1], Gen.Int[0, People - 1], Gen.Bool, (group, who, add) => (Step)new Step.Member(group, who, add))),
        (1, Gen.Int[0, Groups - 1].Select(group => (Step)new Step.Ungroup(group))),
        (1, Gen.Int[0, 6].Select(total => (Step)new Step.Total(total))),
        (4, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2].Array[People + Groups + 1], (all, marks) => (Step)new Step.Policy(all == 0, marks))));

    [Theory]
    [InlineData("sqlite", 60)]
    [InlineData("postgres", 12)]
    public async Task A_preview_says_what_then_happens_and_no_rule_is_ever_broken(string engine, int rounds)
    {
        if (engine == "postgres" && Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES") is null)
        {
            return;
        }

        var effort = int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        await Gen.Select(Steps.Array[12, 30], Gen.Int[1, 4]).SampleAsync(async sample => await RunAsync(engine, sample.Item1, sample.Item2), iter: rounds * effort, threads: 1);
    }

    private static async Task RunAsync(string engine, Step[] steps, int slice)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await RollBench.OpenAsync(test, licenses: 3);
        var town = new Town(bench);
        await town.FoundAsync();
        foreach (var step in steps)
        {
            await (step switch
            {
                Step.Policy policy => town.DecideAsync(policy.All, policy.Marks, slice),
                Step.Total total => town.BuyAsync(total.Count),
                _ => town.ApplyAsync(step),
            });
            await town.CheckAsync();
        }

        await town.CarryOutAsync(slice);
        await town.CheckAsync();
    }

    internal abstract record Step
    {
        private Step()
        {
        }

        public sealed record Put(int Who, int Address, bool Active) : Step;

        public sealed record Delete(int Who) : Step;

        public sealed record Block(int Who, bool Blocked) : Step;

        public sealed record Member(int Group, int Who, bool Add) : Step;

        public sealed record Ungroup(int Group) : Step;

        public sealed record Total(int Count) : Step;

        /// <summary>A mark a person, then one a group, then that of the system group: 0 not covered, 1 covered, 2 with priority.</summary>
        public sealed record Policy(bool All, int[] Marks) : Step;
    }

    /// <summary>The account, as one looks at it from outside.</summary>
    private sealed class Town(RollBench bench)
    {
        private static readonly CancellationToken s_ct = TestContext.Current.CancellationToken;
        private static readonly Sql s_owner = new("select owner_key from records where account = $1 and id = $2");
        private readonly Guid[] _groups = new Guid[Groups];
        private readonly Dictionary<int, Guid> _people = [];
        private int _born;

        public async Task FoundAsync()
        {
            for (var n = 0; n < Groups; n++)
            {
                _groups[n] = Guid.CreateVersion7();
                await bench.Apply(RollBench.Group($"group{_born++}", _groups[n]));
            }

            for (var n = 0; n < People; n++)
            {
                await ApplyAsync(new Step.Put(n, n % 5, Active: true));
            }
        }

        public async Task ApplyAsync(Step step)
        {
            switch (step)
            {
                case Step.Put put when _people.TryGetValue(put.Who, out var id):
                    await bench.Apply(RollBench.Revise(id, f => RollBench.Facts(f.Person.UserName, Address(put.Address), put.Active)));
                    break;
                case Step.Put put:
                    _people[put.Who] = Guid.CreateVersion7();
                    await bench.Apply(RollBench.Create(RollBench.Facts($"user{_born++}", Address(put.Address), put.Active), _people[put.Who]));
                    break;
                case Step.Delete delete when _people.Remove(delete.Who, out var id):
                    await bench.Apply(RollBench.Delete(id, keeps: delete.Who % 2 == 0));
                    break;
                case Step.Block block when await UserOfAsync(block.Who) is { } user:
                    await bench.Apply(new BlockUser { Origin = RollBench.Origin("POST"), User = user.Key, Blocked = block.Blocked });
                    break;
                case Step.Member member when _people.TryGetValue(member.Who, out var id):
                    await bench.Apply(RollBench.Members(_groups[member.Group], member.Add ? new MemberStep.Add([id]) : new MemberStep.Remove([id])));
                    break;
                case Step.Ungroup ungroup:
                    await bench.Apply(new DeleteGroup { Origin = RollBench.Origin("DELETE"), Directory = RollBench.Directory, Id = _groups[ungroup.Group] });
                    _groups[ungroup.Group] = Guid.CreateVersion7();
                    await bench.Apply(RollBench.Group($"group{_born++}", _groups[ungroup.Group]));
                    break;
                default:
                    break;
            }
        }

        public async Task BuyAsync(int total)
        {
            await CarryOutAsync(3);
            var preview = await PreviewAsync(null, total);
            var before = await UsersAsync();
            await new LicenseDesk(bench.Registrar).SetAsync(RollBench.Account, total, null, null, RollBench.Origin("PUT"));
            await CompareAsync(preview, before);
        }

        public async Task DecideAsync(bool all, int[] marks, int slice)
        {
            await CarryOutAsync(slice);
            var decision = await DecisionAsync(all, marks);
            var preview = await PreviewAsync(decision, null);
            var before = await UsersAsync();
            Assert.IsType<Outcome.Planned>(await bench.Apply(decision));
            await CarryOutAsync(slice);
            await CompareAsync(preview, before);
        }

        public async Task CarryOutAsync(int slice)
        {
            while (await bench.Apply(new CarryOutPolicy { Origin = RollBench.Origin("PUT"), Size = slice }) is Outcome.Planned { More: true })
            {
                await CheckAsync();
            }
        }

        /// <summary>What must hold at every moment; and once all is carried out, what follows from it.</summary>
        public async Task CheckAsync()
        {
            var (users, pool, grounds) = await StateAsync();
            var holders = users.Where(u => u.License == LicenseState.Assigned).ToList();
            Assert.Equal(pool.Assigned, holders.Count);
            Assert.True(pool.Assigned <= pool.Total, $"{pool.Assigned} assigned of {pool.Total}");
            Assert.Equal(holders.Count, holders.Select(u => u.EmailKey).Distinct().Count());
            Assert.All(holders, h => Assert.True(h is { Active: true, Blocked: false, EmailKey: not null } && Coverage.Covers(pool, h), h.UserName));
            Assert.All(users, u => Assert.Equal(u.License == LicenseState.Assigned, u.Reason == LicenseReason.Assigned));
            if (pool.Unfinished)
            {
                return;
            }

            Assert.True(pool.Free == 0 || users.All(u => u.License != LicenseState.Waiting), "somebody waits while a license is free");
            foreach (var user in users.Where(u => u.State != RecordState.Deleted))
            {
                var own = grounds.GetValueOrDefault(user.Key);
                var (count, favors) = (own.Count + (pool.Systems & 1 << (int)DirectoryKind.Scim) / (1 << (int)DirectoryKind.Scim), own.Favored + (pool.FavoredSystems & 1 << (int)DirectoryKind.Scim) / (1 << (int)DirectoryKind.Scim));
                Assert.Equal((count, favors, favors > 0 ? 0 : 1), (user.Grounds, user.Favors, user.QueueRank));
                Assert.Equal(user is { Active: true, Blocked: false, EmailKey: not null } && pool.Policy == LicensePolicy.Selected && count == 0, user.Reason == LicenseReason.NotCovered);
            }
        }

        private static string? Address(int address) => address == 6 ? null : $"a{address}@x.example";

        private async Task CompareAsync(PolicyPreview preview, List<UserRow> before)
        {
            var (users, pool, _) = await StateAsync();
            var held = before.Where(u => u.License == LicenseState.Assigned).Select(u => u.Key).ToHashSet();
            var holds = users.Where(u => u.License == LicenseState.Assigned).Select(u => u.Key).ToHashSet();
            Assert.Equal((preview.Assigned, preview.Waiting), ((int)pool.Assigned, users.Count(u => u.License == LicenseState.Waiting)));
            Assert.Equal(preview.Gain.Select(u => u.Key), holds.Except(held).Order());
            Assert.Equal(preview.Lose.Select(u => u.Key), held.Except(holds).Order());
        }

        private async Task<SetPolicy> DecisionAsync(bool all, int[] marks)
        {
            var selected = new Dictionary<CoveredId, bool>();
            for (var n = 0; n < People; n++)
            {
                if (marks[n] > 0 && await UserOfAsync(n) is { } user)
                {
                    selected[CoveredId.User(user.Key)] = marks[n] == 2;
                }
            }

            for (var n = 0; n < Groups; n++)
            {
                if (marks[People + n] > 0)
                {
                    selected[CoveredId.Group(await OwnerAsync(_groups[n]))] = marks[People + n] == 2;
                }
            }

            var pool = (await StateAsync()).Pool;
            long system = marks[^1] > 0 ? 1 << (int)DirectoryKind.Scim : 0;
            return new SetPolicy
            {
                Origin = RollBench.Origin("PUT"), Version = pool.PolicyVersion, Policy = all ? LicensePolicy.All : LicensePolicy.Selected,
                Selected = selected, Systems = system, FavoredSystems = marks[^1] == 2 ? system : 0,
            };
        }

        private async Task<UserRow?> UserOfAsync(int who) =>
            _people.TryGetValue(who, out var id) ? (await UsersAsync()).Find(u => u.Key == OwnerAsync(id).GetAwaiter().GetResult()) : null;

        private async Task<long> OwnerAsync(Guid record) => await bench.Store.ReadAsync((s, c) => s.NumberAsync(s_owner, [RollBench.Account, record], c), s_ct);

        private async Task<List<UserRow>> UsersAsync() => (await StateAsync()).Users;

        private async Task<PolicyPreview> PreviewAsync(SetPolicy? policy, int? total) => await bench.Store.SnapshotAsync(
            (s, c) => PolicyReader.PreviewAsync(s, RollBench.Account, policy, total, TimeProvider.System.GetUtcNow(), c), s_ct);

        private async Task<(List<UserRow> Users, PoolRow Pool, Dictionary<long, Grounds> Grounds)> StateAsync() => await bench.Store.SnapshotAsync(
            async (s, c) =>
            {
                var users = await UserReader.PageAsync(s, RollBench.Account, new RowKey(0), 1000, c);
                var grounds = users.Count == 0 ? [] : await s.QueryAsync(
                    CoveredTable.Grounds, [RollBench.Account, Value.Set([.. users.Select(u => u.Key)])], r => (r.GetInt64(0), new Grounds(r.GetInt64(1), r.GetInt64(2))), c);
                return (users, (await UserReader.PoolAsync(s, RollBench.Account, c))!, grounds.ToDictionary(g => g.Item1, g => g.Item2));
            },
            s_ct);
    }
}
