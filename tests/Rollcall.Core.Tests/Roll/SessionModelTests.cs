using CsCheck;
using Rollcall.Core.Admission;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Roll;

/// <summary>Random connects, heartbeats, goodbyes, blocks and hours of one user through a gateway, against rule 29 written down once more, naively.</summary>
public sealed class SessionModelTests
{
    private const string Gateway = "rcg_test";

    /// <summary>A second more than whole minutes: no two of them meet a bound exactly.</summary>
    private static readonly TimeSpan[] s_waits = [.. new[] { 1, 2, 4, 6, 700 }.Select(m => TimeSpan.FromSeconds((60 * m) + 1))];

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (5, Gen.Int[0, 4].Select(device => (Step)new Step.Connect(device == 4 ? null : $"d{device}"))),
        (5, Gen.Int[0, 9].Select(n => (Step)new Step.Beat(n))),
        (1, Gen.Int[0, 9].Select(n => (Step)new Step.Leave(n))),
        (2, Gen.Bool.Select(blocked => (Step)new Step.Block(blocked))),
        (1, Gen.Bool.Select(inForce => (Step)new Step.Pool(inForce))),
        (4, Gen.Int[0, 4].Select(n => (Step)new Step.Wait(s_waits[n]))));

    [Theory]
    [InlineData("sqlite", 60)]
    [InlineData("postgres", 12)]
    public async Task A_session_lives_exactly_as_long_as_the_rules_say(string engine, int rounds)
    {
        if (engine == "postgres" && !TestStore.HasPostgres)
        {
            return;
        }

        var effort = int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        await Steps.Array[10, 50].SampleAsync(async steps => await RunAsync(engine, steps), iter: rounds * effort, threads: 1);
    }

    private static async Task RunAsync(string engine, Step[] steps)
    {
        var clock = new Clock();
        await using var test = await TestStore.OpenAsync(engine, time: clock);
        var bench = await RollBench.OpenAsync(test, licenses: 1);
        await bench.Apply(RollBench.Create(RollBench.Facts("anna", "anna@x.example")));
        var user = (await bench.Store.ReadAsync((s, c) => UserReader.ByNameAsync(s, RollBench.Account, "anna", c), TestContext.Current.CancellationToken))[0].Key;
        var model = new Model(bench, clock, user);
        foreach (var step in steps)
        {
            await model.ApplyAsync(step);
        }
    }

    internal abstract record Step
    {
        private Step()
        {
        }

        public sealed record Connect(string? Device) : Step;

        public sealed record Beat(int Session) : Step;

        public sealed record Leave(int Session) : Step;

        public sealed record Block(bool Blocked) : Step;

        public sealed record Pool(bool InForce) : Step;

        public sealed record Wait(TimeSpan Time) : Step;
    }

    /// <summary>A clock that goes on only when it is told to.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Known
    {
        public required Guid Id { get; init; }

        public required string Device { get; init; }

        public required DateTimeOffset Started { get; init; }

        public required DateTimeOffset Heard { get; set; }

        public bool Over { get; set; }
    }

    private sealed class Model(RollBench bench, Clock clock, long user)
    {
        private readonly AdmissionDesk _desk = new(bench.Store);
        private readonly SessionDesk _sessions = new(bench.Store);
        private readonly List<Known> _known = [];
        private bool _blocked;
        private bool _inForce = true;
        private int _named;

        public Task ApplyAsync(Step step) => step switch
        {
            Step.Connect connect => ConnectAsync(connect.Device),
            Step.Beat beat => BeatAsync(beat.Session, leaves: false),
            Step.Leave leave => BeatAsync(leave.Session, leaves: true),
            Step.Block block => BlockAsync(block.Blocked),
            Step.Pool pool => PoolAsync(pool.InForce),
            Step.Wait wait => WaitAsync(wait.Time),
            _ => Task.CompletedTask,
        };

        /// <summary>Time alone ends a session after five minutes of silence or a day.</summary>
        private bool Lives(Known session) => !session.Over && clock.Now - session.Heard < TimeSpan.FromMinutes(5) && clock.Now - session.Started < TimeSpan.FromHours(24);

        private async Task ConnectAsync(string? device)
        {
            var answer = await _desk.ConnectAsync(new ConnectRequest { Account = RollBench.Account, Standing = AccountStanding.Active, Email = "anna@x.example", Device = device, Gateway = Gateway });
            // A pool that is not in force ends nothing by itself; who comes while it is not, is refused.
            foreach (var session in _known.Where(s => !_inForce || _blocked || !Lives(s)))
            {
                session.Over = true;
            }

            var devices = _known.Where(Lives).Select(s => s.Device).Where(d => d != device).Distinct().Count();
            var expected = !_blocked && _inForce && devices < 3;
            Assert.Equal(expected, answer.Begun is not null);
            if (answer.Begun is { } begun)
            {
                _known.Add(new Known { Id = begun.Id, Device = device ?? $"none {_named++}", Started = clock.Now, Heard = clock.Now });
            }
        }

        private async Task BeatAsync(int index, bool leaves)
        {
            if (_known.Count == 0)
            {
                return;
            }

            var session = _known[index % _known.Count];
            var holder = new SessionHolder.Gateway(Gateway);
            var answer = await (leaves ? _sessions.DisconnectAsync(RollBench.Account, AccountStanding.Active, session.Id, holder) : _sessions.HeartbeatAsync(RollBench.Account, AccountStanding.Active, session.Id, holder));
            var lives = Lives(session) && !_blocked && _inForce && !leaves;
            Assert.Equal(lives, answer!.Over is null);
            session.Heard = lives ? clock.Now : session.Heard;
            session.Over = !lives;
        }

        /// <summary>Whoever loses his license loses his sessions for good, also those that were not asked for meanwhile.</summary>
        private async Task BlockAsync(bool blocked)
        {
            clock.Now = clock.Now.AddMilliseconds(1);
            await bench.Apply(new BlockUser { Origin = RollBench.Origin("POST"), User = user, Blocked = blocked });
            if (blocked)
            {
                _known.ForEach(s => s.Over = true);
            }

            _blocked = blocked;
        }

        private async Task PoolAsync(bool inForce)
        {
            await bench.Apply(new SetPool { Origin = RollBench.Origin("PUT"), Total = 1, Ends = inForce ? null : clock.Now.AddDays(-1) });
            _inForce = inForce;
        }

        private Task WaitAsync(TimeSpan time)
        {
            clock.Now += time;
            return Task.CompletedTask;
        }
    }
}
