using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>Where each receiver stands: the cursor that moves with what it took, and the failures. What is written here is durable before the next is sent.</summary>
public sealed class ReceiverLedger(Store store)
{
    /// <summary>How many deliveries of a receiver are kept for people to look at.</summary>
    public const int Kept = 1000;

    private static readonly Origin Ourselves = new() { Actor = "delivery", Verb = "DELIVER", Route = "/events", Status = 0 };

    /// <summary>The receivers of all accounts to whom events are to be sent.</summary>
    public ValueTask<List<ReceiverRow>> SentToAsync(CancellationToken ct) => store.ReadAsync(ReceiversTable.SentToAsync, ct);

    /// <summary>Whether nobody has paused, resumed or deleted it since it was read.</summary>
    public async ValueTask<bool> IsAsItWasAsync(ReceiverRow receiver, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var row = await store.ReadAsync((s, c) => ReceiversTable.FindAsync(s, receiver.Account, receiver.Key, c), ct);
        return row is { State: ReceiverState.Active } && row.Revision == receiver.Revision;
    }

    /// <summary>The receiver took all up to a number.</summary>
    /// <param name="receiver">As it was.</param>
    /// <param name="no">The place reached.</param>
    /// <param name="deliveries">What was taken on the way.</param>
    public Task AdvanceAsync(ReceiverRow receiver, long no, IReadOnlyList<DeliveryRow> deliveries) => WriteAsync(receiver, deliveries, (row, _) => row with
    {
        No = Math.Max(row.No, no),
        Failures = deliveries.Count > 0 ? 0 : row.Failures,
        FailingSince = deliveries.Count > 0 ? null : row.FailingSince,
        NextTry = deliveries.Count > 0 ? null : row.NextTry,
        LastError = deliveries.Count > 0 ? null : row.LastError,
        LastDelivered = deliveries.Count > 0 ? deliveries[^1].At : row.LastDelivered,
        Delivered = row.Delivered + deliveries.Count,
    });

    /// <summary>An attempt failed; it is tried again later, or held.</summary>
    /// <param name="receiver">As it was.</param>
    /// <param name="attempt">What happened.</param>
    /// <param name="next">When to try again; null to hold.</param>
    public Task FailAsync(ReceiverRow receiver, DeliveryRow attempt, DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return WriteAsync(receiver, [attempt], (row, _) => row with
        {
            State = next is null && row.State == ReceiverState.Active ? ReceiverState.Held : row.State,
            Failures = row.Failures + 1,
            FailingSince = row.FailingSince ?? attempt.At,
            NextTry = next,
            LastError = attempt.Error,
        });
    }

    /// <summary>A receiver that polls has taken some, out of order perhaps.</summary>
    public Task AcknowledgeAsync(ReceiverRow receiver, long no, IReadOnlyList<long> taken, IReadOnlyList<DeliveryRow> deliveries) => WriteAsync(receiver, deliveries, (row, _) => row with
    {
        No = Math.Max(row.No, no),
        Taken = taken,
        LastDelivered = deliveries.Count > 0 ? deliveries[^1].At : row.LastDelivered,
        Delivered = row.Delivered + deliveries.Count(static d => d.Error is null),
        LastError = deliveries.LastOrDefault(static d => d.Error is not null)?.Error,
    });

    private Task<bool> WriteAsync(ReceiverRow receiver, IReadOnlyList<DeliveryRow> deliveries, Func<ReceiverRow, DateTimeOffset, ReceiverRow> change) =>
        store.WriteAsync(
            receiver.Account,
            0,
            async (session, grant, ct) =>
            {
                // Paused, resumed or deleted meanwhile: what stands in the table counts.
                if (await ReceiversTable.FindAsync(session, receiver.Account, receiver.Key, ct) is not { } row)
                {
                    return false;
                }

                var after = change(row, grant.Now);
                List<Step> steps = [ReceiversTable.Save(after)];
                if (deliveries.Count > 0)
                {
                    steps.Add(DeliveriesTable.Save(row.Account, deliveries));
                }

                if (after.State != row.State)
                {
                    steps.Add(ReceiverRegister.Journalled(grant, after, ChangeKind.ReceiverHeld, Ourselves));
                }

                await session.RunAsync(steps, ct);
                if (deliveries.Count > 0)
                {
                    await DeliveriesTable.ForgetAsync(session, row.Account, row.Key, Kept, ct);
                }

                return true;
            },
            journalRows: 1,
            settings: false);
}
