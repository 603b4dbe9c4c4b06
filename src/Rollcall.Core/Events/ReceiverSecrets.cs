using Rollcall.Core.Access;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>The sealed secrets of receivers, for the key ring's rotation.</summary>
public sealed class ReceiverSecrets(Store store, SecretSeal seal, KeyRing ring) : ISealedSecrets
{
    private const int Slice = 100;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<ulong, long>> CountAsync(CancellationToken ct) =>
        (await store.ReadAsync(ReceiversTable.SealsAsync, ct)).GroupBy(static s => SecretSeal.KeyOf(s.Head)).ToDictionary(static g => g.Key, static g => g.Sum(static s => s.Count));

    /// <inheritdoc/>
    public async ValueTask<int> RenewAsync(int most, CancellationToken ct)
    {
        var renewed = 0;
        var last = new RowKey(0);
        while (renewed < most)
        {
            var stale = await store.ReadAsync((s, c) => ReceiversTable.SealedByOthersAsync(s, ring.Current.Id, last, Math.Min(Slice, most - renewed), c), ct);
            foreach (var row in stale)
            {
                last = row.Key;
                renewed += await RenewAsync(row) ? 1 : 0;
            }

            if (stale.Count == 0)
            {
                break;
            }
        }

        return renewed;
    }

    /// <summary>False where it is gone, or cannot be opened: its own key may come back with a backup of the ring.</summary>
    private Task<bool> RenewAsync(ReceiverRow seen) => store.WriteAsync(
        seen.Account,
        0,
        async (session, _, ct) =>
        {
            if (await ReceiversTable.FindAsync(session, seen.Account, seen.Key, ct) is not { Secret: { } secret } row || seal.Renew(secret, row.SecretPlace) is not { } renewed)
            {
                return false;
            }

            await session.RunAsync([ReceiversTable.Save(row with { Secret = renewed, Revision = row.Revision + 1 })], ct);
            return true;
        },
        journalRows: 0,
        settings: false);
}
