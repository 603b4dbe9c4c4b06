using Microsoft.Extensions.Logging;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>Removes exchanges and counts past their days, in chunks that let other writes between. Changes and admissions stay (product rule 44).</summary>
public sealed class Retention(Store store, RetentionOptions options, TimeProvider time, ILogger<Retention> logger)
{
    /// <summary>Removes what is past its days, in all accounts; answers how many rows.</summary>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var cutoff = time.GetUtcNow().AddDays(-options.ExchangeDays);
        long removed = 0;
        for (var account = await NextAsync(-1, ExchangesTable.NextAccountAsync, ct); account >= 0; account = await NextAsync(account, ExchangesTable.NextAccountAsync, ct))
        {
            removed += await ForgetExchangesAsync(account, Micros.Of(cutoff), ct);
        }

        for (var account = await NextAsync(-1, ReadCountsTable.NextAccountAsync, ct); account >= 0; account = await NextAsync(account, ReadCountsTable.NextAccountAsync, ct))
        {
            var current = account;
            removed += await store.WriteAsync(current, 0, (session, _, c) => ReadCountsTable.ForgetAsync(session, current, cutoff.ToUnixTimeSeconds() / 60, c), 0, settings: false);
        }

        if (removed > 0)
        {
            Log.Forgotten(logger, removed, options.ExchangeDays);
        }

        return removed;
    }

    private ValueTask<long> NextAsync(long after, Func<Session, long, CancellationToken, ValueTask<long>> next, CancellationToken ct) =>
        store.ReadAsync((session, c) => next(session, after, c), ct);

    private async Task<long> ForgetExchangesAsync(long account, long cutoff, CancellationToken ct)
    {
        long removed = 0;
        while (!ct.IsCancellationRequested)
        {
            var oldest = await store.ReadAsync((session, c) => ExchangesTable.OldestAsync(session, account, options.Chunk, c), ct);
            var old = oldest.TakeWhile(r => r.At < cutoff).ToList();
            if (old.Count > 0)
            {
                removed += await store.WriteAsync(account, 0, (session, _, c) => ExchangesTable.ForgetAsync(session, account, old[^1].No, c), 0, settings: false);
            }

            if (old.Count < options.Chunk)
            {
                break;
            }
        }

        return removed;
    }
}
