using System.Globalization;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>Rotates the key ring, and has what older keys sealed sealed anew, slice by slice.</summary>
public sealed class KeyRingDesk(KeyRing ring, IEnumerable<ISealedSecrets> holders, Store store)
{
    private const int Slice = 100;

    /// <summary>The keys, oldest first, with how many secrets each has sealed.</summary>
    public async ValueTask<IReadOnlyList<RingKeyFacts>> ListAsync(CancellationToken ct)
    {
        ring.Refresh();
        var counts = new Dictionary<ulong, long>();
        foreach (var holder in holders)
        {
            foreach (var (key, count) in await holder.CountAsync(ct))
            {
                counts[key] = counts.GetValueOrDefault(key) + count;
            }
        }

        return [.. ring.Keys.Select(key => new RingKeyFacts(key.Id, key.Created, ring.RetiredAt(key), counts.GetValueOrDefault(key.Id)))];
    }

    /// <summary>Makes a new key the one in use.</summary>
    public async Task<Outcome<RingKeyFacts>> RotateAsync(Origin origin)
    {
        RingKey key;
        try
        {
            key = ring.Rotate();
        }
        catch (IOException busy)
        {
            return Unwritable(busy);
        }

        await JournalAsync(origin, "rotated", key.Id);
        return new RingKeyFacts(key.Id, key.Created, null, 0);
    }

    /// <summary>Forgets a retired key; refused while a secret is still sealed by it.</summary>
    public async Task<Outcome<RingKeyFacts>> DropAsync(ulong id, Origin origin, CancellationToken ct)
    {
        if ((await ListAsync(ct)).FirstOrDefault(key => key.Id == id) is not { } facts || ring.Find(id) is not { } key)
        {
            return AccessRefusals.NoRingKey;
        }

        if (facts.Retired is null || facts.Sealed > 0)
        {
            return AccessRefusals.RingKeyInUse(facts);
        }

        try
        {
            ring.Drop(key);
        }
        catch (IOException busy)
        {
            return Unwritable(busy);
        }

        await JournalAsync(origin, "dropped", id);
        return facts;
    }

    /// <summary>Seals anew what older keys sealed, until nothing is left to do; between slices others write.</summary>
    public async Task<int> RenewAsync(CancellationToken ct)
    {
        ring.Refresh();
        var renewed = 0;
        foreach (var holder in holders)
        {
            for (var done = Slice; done == Slice;)
            {
                renewed += done = await holder.RenewAsync(Slice, ct);
            }
        }

        return renewed;
    }

    private static Refusal Unwritable(IOException busy) => new(
        RefusalKind.Conflict, "key-ring-unwritable", $"The key ring cannot be written: {busy.Message}", "See that the server may write the file and its folder, and that no other process changes it.");

    private Task<bool> JournalAsync(Origin origin, string what, ulong key) => store.WriteAsync(
        0,
        0,
        async (session, grant, ct) =>
        {
            await session.RunAsync([ChangesTable.Append([new ChangeRow
            {
                Account = 0,
                No = grant.NextNo(),
                At = grant.At,
                Kind = ChangeKind.KeyRingChanged,
                Origin = origin,
                Effects = string.Create(CultureInfo.InvariantCulture, $"{what}={key:x16}"),
            }])], ct);
            return true;
        },
        settings: false);
}

/// <summary>A key of the ring as operators see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Retired">From when on it signs and seals nothing new; null of the key in use.</param>
/// <param name="Sealed">How many secrets are sealed by it.</param>
public sealed record RingKeyFacts(ulong Id, DateTimeOffset Created, DateTimeOffset? Retired, long Sealed);
