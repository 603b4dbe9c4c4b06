using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>What a new policy or total would do, without doing it: takes first, then the queue, by the same plan as the writer's (product rule 27).</summary>
public static class WhatIf
{
    /// <summary>The book as it would be.</summary>
    /// <param name="book">All users of the account, as they are now.</param>
    /// <param name="after">A user as the policy would have him; the same where it is the total that changes.</param>
    /// <param name="total">How many licenses there would be.</param>
    /// <param name="now">When it would be decided.</param>
    public static IReadOnlyDictionary<RowKey, LicenseEntry> Of(IReadOnlyCollection<LicenseEntry> book, Func<LicenseUser, LicenseUser> after, int total, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(after);
        var entries = book.ToDictionary(e => e.User.Key, e => e.Revise(after(e.User), now));
        var addresses = entries.Values.ToLookup(e => e.User.AddressKey, e => e.User.Key, StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            Plan(entries, address, free: 0, now);
        }

        foreach (var loser in PoolCut.Losers([.. Held(entries.Values)], total))
        {
            var entry = entries[loser];
            entries[loser] = entry.Apply(new LicenseMove(loser, LicenseState.Waiting, LicenseReason.Waiting, entry.State), now);
            Plan(entries, addresses[entry.User.AddressKey], free: 0, now);
        }

        Serve(entries, addresses, total, now);
        return entries;
    }

    private static void Serve(Dictionary<RowKey, LicenseEntry> entries, ILookup<string?, RowKey> addresses, int total, DateTimeOffset now)
    {
        var free = total - entries.Values.Count(e => e.State is LicenseState.Assigned);
        foreach (var head in entries.Values.Where(e => e.State is LicenseState.Waiting).Select(e => e.ToCandidate()).Order(QueueOrder.Instance).ToList())
        {
            if (free <= 0)
            {
                return;
            }

            if (entries[head.Key] is { State: LicenseState.Waiting } entry)
            {
                free -= Plan(entries, addresses[entry.User.AddressKey], free, now);
            }
        }
    }

    private static int Plan(Dictionary<RowKey, LicenseEntry> entries, IEnumerable<RowKey> users, int free, DateTimeOffset now)
    {
        var moves = AddressPlan.Plan([.. users.Select(key => entries[key].ToCandidate())], free);
        foreach (var move in moves)
        {
            entries[move.Key] = entries[move.Key].Apply(move, now);
        }

        return moves.Sum(m => m.Seats);
    }

    private static IEnumerable<LicenseHolding> Held(IEnumerable<LicenseEntry> entries) =>
        entries.Where(e => e.State is LicenseState.Assigned).Select(e => new LicenseHolding(e.User.Key, e.AssignedSince!.Value));
}
