using System.Security.Cryptography;
using Rollcall.Core.Journal;

namespace Rollcall.Core.Events;

/// <summary>
/// Delivers to one receiver, one event after another in the order of the journal, so that the order of each resource is kept. Its place moves on only when
/// it is durable that an event was taken; after a crash the last few may be sent again, with the same ids.
/// </summary>
public sealed class Courier(EventReader reader, Delivery delivery, ReceiverLedger ledger, JournalWatch watch, EventOptions options, TimeProvider time)
{
    /// <summary>After so many events the place is written down, whatever follows.</summary>
    private const int Batch = 50;

    /// <summary>After so long it is written down, however few they are.</summary>
    private static readonly TimeSpan LongestUnsettled = TimeSpan.FromSeconds(1);

    /// <summary>How often it looks by itself, for what other processes commit.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause that a receiver may ask for.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>Delivers until cancelled, or until the receiver's delivery is held or somebody has changed it.</summary>
    public async Task RunAsync(ReceiverRow receiver, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var walk = new Walk(receiver);
        await UntilAsync(receiver.NextTry, ct);
        while (!ct.IsCancellationRequested)
        {
            var commit = watch.NextCommit(receiver.Account);
            var page = await reader.AfterAsync(receiver, walk.No, ct);
            if ((page.Items.Count > 0 && !await ledger.IsAsItWasAsync(receiver, ct)) || !await SendAsync(walk, page, ct))
            {
                return;
            }

            if (!page.More && walk.No == page.Last)
            {
                await PauseAsync(commit, ct);
            }
        }
    }

    /// <summary>Sends a page as far as it goes; false where delivery was held.</summary>
    private async Task<bool> SendAsync(Walk walk, EventPage page, CancellationToken ct)
    {
        foreach (var item in page.Items)
        {
            var outcome = await delivery.SendAsync(walk.Receiver, item.Event, ct);
            if (outcome is DeliveryOutcome.Failed failed)
            {
                await SettleAsync(walk);
                return await FailAsync(walk, item, failed, ct);
            }

            walk.Take(new DeliveryRow(walk.Receiver.Key, item.No, time.GetUtcNow(), walk.Failures + 1, ((DeliveryOutcome.Taken)outcome).Status, null));
            if (walk.Taken.Count >= Batch || time.GetElapsedTime(walk.SettledAt) > LongestUnsettled)
            {
                await SettleAsync(walk);
            }
        }

        walk.Pass(page.Last);
        await SettleAsync(walk);
        return true;
    }

    private async Task SettleAsync(Walk walk)
    {
        if (walk.Taken.Count > 0 || walk.IsFarAhead)
        {
            await ledger.AdvanceAsync(walk.Receiver, walk.No, walk.Taken);
            walk.Settled(time.GetTimestamp());
        }
    }

    private async Task<bool> FailAsync(Walk walk, EventItem item, DeliveryOutcome.Failed failed, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var since = walk.Fail(now);
        var pause = PauseAfter(walk.Failures, failed.RetryAfter);
        var held = failed.IsFinal || now + pause - since > options.Patience;
        var attempt = new DeliveryRow(walk.Receiver.Key, item.No, now, walk.Failures, failed.Status, failed.Error);
        await ledger.FailAsync(walk.Receiver, attempt, held ? null : now + pause);
        if (held)
        {
            return false;
        }

        await Task.Delay(pause, time, ct);
        return true;
    }

    /// <summary>Doubles from failure to failure, with chance in it, so that many receivers of one fallen host do not come back at one moment.</summary>
    private TimeSpan PauseAfter(int failures, TimeSpan? asked)
    {
        var whole = Math.Min(options.FirstPause.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 20)), options.LongestPause.TotalSeconds);
        var pause = TimeSpan.FromSeconds(whole * (0.5 + (RandomNumberGenerator.GetInt32(501) / 1000.0)));
        return asked is { } wish && wish > pause ? (wish < LongestAsked ? wish : LongestAsked) : pause;
    }

    private async Task UntilAsync(DateTimeOffset? moment, CancellationToken ct)
    {
        if (moment - time.GetUtcNow() is { } rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, ct);
        }
    }

    private async Task PauseAsync(Task commit, CancellationToken ct)
    {
        try
        {
            await commit.WaitAsync(Look, time, ct);
        }
        catch (TimeoutException)
        {
            // Time to look.
        }
    }

    /// <summary>How far a courier has come, and what of it is not written down yet.</summary>
    private sealed class Walk(ReceiverRow receiver)
    {
        /// <summary>So many changes that are nothing to the receiver are passed before its place is written down.</summary>
        private const long Far = 1000L << 12;

        private List<DeliveryRow> _taken = [];
        private long _settled = receiver.No;
        private DateTimeOffset? _failingSince = receiver.FailingSince;

        public ReceiverRow Receiver => receiver;

        public long No { get; private set; } = receiver.No;

        public int Failures { get; private set; } = receiver.Failures;

        public List<DeliveryRow> Taken => _taken;

        public bool IsFarAhead => No - _settled > Far;

        public void Take(DeliveryRow delivery)
        {
            _taken.Add(delivery);
            No = delivery.No;
            Failures = 0;
            _failingSince = null;
        }

        public void Pass(long no) => No = Math.Max(No, no);

        public long SettledAt { get; private set; }

        public void Settled(long at)
        {
            SettledAt = at;
            _settled = No;
            _taken = [];
        }

        public DateTimeOffset Fail(DateTimeOffset now)
        {
            Failures++;
            return _failingSince ??= now;
        }
    }
}
