using Rollcall.Core.Events;
using Rollcall.Core.Journal;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Serving;

namespace Rollcall.Server.Client;

/// <summary>The feed of one receiver that polls, over its place in the journal. What it acknowledges out of order is remembered until the gap closes.</summary>
internal sealed class ReceiverFeed(ReceiverRow receiver, EventReader reader, Delivery delivery, ReceiverLedger ledger, JournalWatch watch, TimeProvider time) : IScimFeed
{
    /// <summary>How often it looks by itself, for what other processes commit.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private ReceiverRow _receiver = receiver;

    public async ValueTask AcknowledgeAsync(IReadOnlyList<string> taken, IReadOnlyDictionary<string, SetError> refused, CancellationToken ct)
    {
        var answers = new Dictionary<long, SetError?>();
        foreach (var id in taken)
        {
            Note(answers, id, null);
        }

        foreach (var (id, error) in refused)
        {
            Note(answers, id, error);
        }

        if (answers.Count > 0)
        {
            await SettleAsync(answers, ct);
        }
    }

    public async ValueTask<PollResponse> NextAsync(int limit, TimeSpan wait, CancellationToken ct)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            var commit = watch.NextCommit(_receiver.Account);
            var (items, more) = _receiver.State == ReceiverState.Active ? await ReadAsync(limit, ct) : ([], false);
            var left = wait - time.GetElapsedTime(started);
            if (items.Count > 0 || left <= TimeSpan.Zero)
            {
                return new PollResponse([.. items.Select(item => new FeedToken(item.Event.Id, delivery.Token(_receiver, item.Event)))], more);
            }

            await PauseAsync(commit, left < Look ? left : Look, ct);
        }
    }

    /// <summary>Events beyond the place that are not acknowledged.</summary>
    private async ValueTask<(List<EventItem> Items, bool More)> ReadAsync(int limit, CancellationToken ct)
    {
        var known = _receiver.Taken.ToHashSet();
        var items = new List<EventItem>();
        for (var no = _receiver.No; ;)
        {
            var page = await reader.AfterAsync(_receiver, no, ct);
            items.AddRange(page.Items.Where(item => !known.Contains(item.No)));
            if (items.Count > limit)
            {
                return (items[..limit], true);
            }

            if (!page.More)
            {
                return (items, false);
            }

            no = page.Last;
            if (items.Count == 0 && known.Count == 0)
            {
                // Nothing in a whole stretch was for it: it need not be read again.
                await ledger.AcknowledgeAsync(_receiver, no, [], []);
                _receiver = _receiver with { No = no };
            }
        }
    }

    /// <summary>Moves the place over all that is acknowledged without a gap; of the rest only what are events of ours is remembered.</summary>
    private async ValueTask SettleAsync(Dictionary<long, SetError?> answers, CancellationToken ct)
    {
        var known = _receiver.Taken.ToHashSet();
        var deliveries = new List<DeliveryRow>();
        var rest = new List<long>();
        var (place, last, gap) = (_receiver.No, Math.Max(answers.Keys.Max(), known.DefaultIfEmpty().Max()), false);
        for (var no = _receiver.No; no < last;)
        {
            var page = await reader.AfterAsync(_receiver, no, ct);
            foreach (var item in page.Items.Where(item => item.No <= last))
            {
                var isNew = answers.TryGetValue(item.No, out var error) && known.Add(item.No);
                if (isNew)
                {
                    deliveries.Add(new DeliveryRow(_receiver.Key, item.No, time.GetUtcNow(), 1, null, error is null ? null : $"{error.Code}: {error.Description}"));
                }

                gap |= !known.Contains(item.No);
                if (gap && known.Contains(item.No))
                {
                    rest.Add(item.No);
                }

                place = gap ? place : item.No;
            }

            if (!page.More)
            {
                break;
            }

            no = page.Last;
        }

        await ledger.AcknowledgeAsync(_receiver, place, rest, deliveries);
        _receiver = _receiver with { No = place, Taken = rest };
    }

    private void Note(Dictionary<long, SetError?> answers, string id, SetError? error)
    {
        if (EventReader.NumberOf(_receiver, id) is { } no && no > _receiver.No)
        {
            answers[no] = error;
        }
    }

    private async Task PauseAsync(Task commit, TimeSpan longest, CancellationToken ct)
    {
        try
        {
            await commit.WaitAsync(longest, time, ct);
        }
        catch (TimeoutException)
        {
            // Time to look.
        }
    }
}
