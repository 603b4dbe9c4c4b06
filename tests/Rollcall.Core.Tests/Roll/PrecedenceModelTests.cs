using CsCheck;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Roll;

/// <summary>Random records of a SCIM and an LDAP directory, against rules 16 and 18 written down once more, naively.</summary>
public sealed class PrecedenceModelTests
{
    private const int People = 4;
    private const long Ldap = 11;

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Gen.Select(Gen.Bool, Gen.Int[0, People - 1], Gen.Int[0, 3], Gen.Bool, (scim, who, address, active) => (Step)new Step.Put(scim, who, address, active))),
        (2, Gen.Select(Gen.Bool, Gen.Int[0, People - 1], Gen.Bool, (scim, who, keeps) => (Step)new Step.Delete(scim, who, keeps))),
        (1, Gen.Int[0, People - 1].Select(who => (Step)new Step.GiveBack(who))),
        (1, Gen.Int[0, 9].Select(n => (Step)new Step.Remove(n))),
        (2, Gen.Int[0, 9].Select(n => (Step)new Step.Restore(n))));

    [Theory]
    [InlineData("sqlite", 80)]
    [InlineData("postgres", 15)]
    public async Task A_user_of_several_records_is_what_his_leading_record_says(string engine, int rounds)
    {
        if (engine == "postgres" && Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES") is null)
        {
            return;
        }

        var effort = int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        await Steps.Array[5, 40].SampleAsync(async steps => await RunAsync(engine, steps), iter: rounds * effort, threads: 1);
    }

    private static async Task RunAsync(string engine, Step[] steps)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var model = new Model(await RollBench.OpenAsync(test, licenses: 2));
        foreach (var step in steps)
        {
            await model.ApplyAsync(step);
            await model.CompareAsync();
        }
    }

    internal abstract record Step
    {
        private Step()
        {
        }

        public sealed record Put(bool Scim, int Who, int Address, bool Active) : Step;

        public sealed record Delete(bool Scim, int Who, bool Keeps) : Step;

        public sealed record GiveBack(int Who) : Step;

        public sealed record Remove(int User) : Step;

        public sealed record Restore(int User) : Step;
    }

    private sealed class Record
    {
        public required Guid Id { get; init; }

        public required int User { get; init; }

        public required bool Scim { get; init; }

        public required int Who { get; init; }

        public required string? Address { get; set; }

        public required bool Active { get; set; }

        public bool Gone { get; set; }
    }

    private sealed class User
    {
        public required Record Lead { get; set; }

        public List<Record> Parked { get; } = [];

        public required string Name { get; init; }

        public string? Address { get; set; }

        public bool Active { get; set; }

        public bool Gone { get; set; }

        /// <summary>The records that were removed with him by hand, while that can be undone.</summary>
        public List<Record>? Removed { get; set; }
    }

    private sealed class Model(RollBench bench)
    {
        private static readonly Sql s_users = new($"select {UserTable.List} from users where account = $1 order by key");
        private static readonly Dictionary<long, DirectoryKind> s_kinds = new() { [RollBench.Directory] = DirectoryKind.Scim, [Ldap] = DirectoryKind.Ldap };
        private static readonly CancellationToken s_ct = TestContext.Current.CancellationToken;
        private readonly List<User> _users = [];
        private readonly Record?[,] _records = new Record?[2, People];

        public async Task ApplyAsync(Step step)
        {
            switch (step)
            {
                case Step.Put put when Of(put.Scim, put.Who) is { } record:
                    (record.Address, record.Active) = (Address(put.Address), put.Active);
                    Say(record);
                    await bench.Apply(Revise(record, Facts(put)));
                    break;
                case Step.Put put:
                    var made = Born(put);
                    await bench.Apply(Create(made.Id, Facts(put), put.Scim));
                    break;
                case Step.Delete delete when Of(delete.Scim, delete.Who) is { } record:
                    Leave(record, delete.Keeps);
                    _records[delete.Scim ? 1 : 0, delete.Who] = null;
                    await bench.Apply(new DeleteUser
                    {
                        Origin = RollBench.Origin("DELETE"), Directory = Source(delete.Scim), Kind = Kind(delete.Scim), Id = record.Id, KeepsUser = delete.Keeps, Facts = RollBench.Read,
                    });
                    break;
                case Step.Remove remove when _users.Count > 0:
                    await RemoveAsync(remove.User % _users.Count);
                    break;
                case Step.Restore restore when _users.Count > 0:
                    await RestoreAsync(restore.User % _users.Count);
                    break;
                case Step.GiveBack back:
                    await GiveBackAsync($"p{back.Who}");
                    break;
                default:
                    break;
            }
        }

        public async Task CompareAsync()
        {
            var rows = await bench.Store.ReadAsync((s, c) => s.QueryAsync(s_users, [RollBench.Account], UserTable.Read, c), s_ct);
            Assert.Equal(_users.Count, rows.Count);
            foreach (var (user, row) in _users.Zip(rows))
            {
                Assert.Equal((user.Name, user.Gone, user.Active, user.Parked.Count), (row.UserName, row.State == RecordState.Deleted, row.Active, (int)row.Parked));
                if (!user.Gone)
                {
                    Assert.Equal((user.Address, user.Lead.Scim ? DirectoryKind.Scim : DirectoryKind.Ldap), (row.Email, row.LedBy));
                }
            }

            var pool = (await bench.Store.ReadAsync((s, c) => UserReader.PoolAsync(s, RollBench.Account, c), s_ct))!;
            Assert.Equal(_records.Cast<Record?>().Count(r => r is { Scim: false }), pool.Others);
            Assert.Equal(rows.Count(r => r.License == LicenseState.Assigned), pool.Assigned);
            Assert.All(rows.Where(r => r.License == LicenseState.Assigned), r => Assert.True(r is { Active: true, EmailKey: not null, State: RecordState.Live }));
        }

        private Record? Of(bool scim, int who) => _records[scim ? 1 : 0, who];

        /// <summary>Rule 16: matched once, by the user name, if exactly one user of the other side is free.</summary>
        private Record Born(Step.Put put)
        {
            var name = $"p{put.Who}";
            var free = _users.Where(u => !u.Gone && !u.Lead.Gone && u.Name == name && (put.Scim ? !u.Lead.Scim : u.Lead.Scim && u.Parked.Count == 0)).ToList();
            var match = free.Count == 1 ? free[0] : null;
            var record = new Record { Id = Guid.CreateVersion7(), User = match is null ? _users.Count : _users.IndexOf(match), Scim = put.Scim, Who = put.Who, Address = Address(put.Address), Active = put.Active };
            _records[put.Scim ? 1 : 0, put.Who] = record;
            if (match is null)
            {
                _users.Add(new User { Lead = record, Name = name });
            }
            else if (put.Scim)
            {
                match.Parked.Add(match.Lead);
                match.Lead = record;
            }
            else
            {
                match.Parked.Add(record);
            }

            Say(record);
            return record;
        }

        private void Say(Record record)
        {
            if (_users[record.User] is var user && user.Lead == record)
            {
                (user.Address, user.Active) = (record.Address, record.Active);
            }
        }

        /// <summary>Rule 18: a leaver stays inactive while other records of his lie parked.</summary>
        private void Leave(Record record, bool keeps)
        {
            var user = _users[record.User];
            record.Gone = true;
            if (user.Parked.Remove(record))
            {
                return;
            }

            user.Active = false;
            user.Gone = user.Gone || (!keeps && user.Parked.Count == 0);
        }

        private async Task GiveBackAsync(string name)
        {
            for (var n = 0; n < _users.Count; n++)
            {
                if (_users[n] is { Gone: false } user && user.Name == name && user.Parked.Where(p => !p.Gone).OrderBy(p => p.Scim).FirstOrDefault() is { } heir)
                {
                    user.Parked.Remove(heir);
                    if (!user.Lead.Gone)
                    {
                        user.Parked.Add(user.Lead);
                    }

                    user.Lead = heir;
                    Say(heir);
                    var rows = await bench.Store.ReadAsync((s, c) => s.QueryAsync(s_users, [RollBench.Account], UserTable.Read, c), s_ct);
                    Assert.IsType<Outcome.UserChanged>(await bench.Apply(new GiveBackUser
                    {
                        Origin = RollBench.Origin("POST"), User = rows[n].Key, Facts = RollBench.Read,
                        Kinds = s_kinds,
                    }));
                }
            }
        }

        /// <summary>Rules 18 and 22: not whom SCIM leads actively, nor whom LDAP has active, parked or not; all his records go with him.</summary>
        private async Task RemoveAsync(int index)
        {
            var user = _users[index];
            var outcome = await bench.Apply(new RemoveUser { Origin = RollBench.Origin("DELETE"), User = await KeyAsync(index), Kinds = s_kinds, Facts = static (_, document) => RollBench.Read(document) });
            var may = !user.Gone && !user.Parked.Prepend(user.Lead).Any(r => r is { Gone: false, Active: true } && (!r.Scim || r == user.Lead));
            Assert.Equal(may, outcome is Outcome.UserChanged);
            if (may)
            {
                user.Removed = [.. new[] { user.Lead }.Concat(user.Parked).Where(r => !r.Gone)];
                user.Removed.ForEach(r => (r.Gone, _records[r.Scim ? 1 : 0, r.Who]) = (true, null));
                (user.Active, user.Gone) = (false, true);
            }
        }

        /// <summary>Rule 14: everything is as it was, unless somebody has taken one of the names.</summary>
        private async Task RestoreAsync(int index)
        {
            var user = _users[index];
            var outcome = await bench.Apply(new RestoreUser { Origin = RollBench.Origin("POST"), User = await KeyAsync(index), Kinds = s_kinds, Facts = static (_, document) => RollBench.Read(document) });
            var may = user.Removed?.TrueForAll(r => _records[r.Scim ? 1 : 0, r.Who] is null) == true;
            Assert.Equal(may, outcome is Outcome.UserChanged);
            if (may)
            {
                user.Removed!.ForEach(r => (r.Gone, _records[r.Scim ? 1 : 0, r.Who]) = (false, r));
                user.Gone = false;
                user.Removed = null;
                if (!user.Lead.Gone)
                {
                    Say(user.Lead);
                }
            }
        }

        private async Task<long> KeyAsync(int index) => (await bench.Store.ReadAsync((s, c) => s.QueryAsync(s_users, [RollBench.Account], UserTable.Read, c), s_ct))[index].Key;

        private static string? Address(int address) => address == 3 ? null : $"a{address}@x.example";

        private static long Source(bool scim) => scim ? RollBench.Directory : Ldap;

        private static DirectoryKind Kind(bool scim) => scim ? DirectoryKind.Scim : DirectoryKind.Ldap;

        private static UserFacts Facts(Step.Put put) => RollBench.Facts($"p{put.Who}", Address(put.Address), put.Active, $"x{put.Who}");

        private static CreateUser Create(Guid id, UserFacts facts, bool scim) => new()
        {
            Origin = RollBench.Origin("POST"), Directory = Source(scim), Kind = Kind(scim), Id = id, UserId = Guid.CreateVersion7(), Document = RollBench.Document(facts), Facts = facts,
        };

        private static ReviseUser Revise(Record record, UserFacts facts) => new()
        {
            Origin = RollBench.Origin("PATCH"),
            Directory = Source(record.Scim),
            Kind = Kind(record.Scim),
            Id = record.Id,
            Revise = document => RollBench.Document(facts) is var next && next.AsSpan().SequenceEqual(document) ? Revision.Unchanged.Same : new Revision.OfUser(next, RollBench.Read(document), facts),
        };
    }
}
