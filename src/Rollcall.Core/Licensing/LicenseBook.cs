using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>All licenses of one pool in memory, for what-if and for tests: the order in which the writer applies <see cref="AddressPlan"/>, without a database.</summary>
/// <remarks>After a change: the address that the user has now, the one he had, then addresses of the queue's head while seats are free.</remarks>
public sealed class LicenseBook
{
    private readonly Dictionary<RowKey, LicenseEntry> _entries = [];
    private readonly Dictionary<string, SortedSet<RowKey>> _byAddress = new(StringComparer.Ordinal);
    private readonly SortedSet<Candidate> _queue = new(QueueOrder.Instance);

    /// <summary>An empty book of a pool of <paramref name="total"/> licenses.</summary>
    public LicenseBook(int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        Total = total;
    }

    public int Total { get; private set; }

    public int Assigned { get; private set; }

    public int Free => Total - Assigned;

    public IReadOnlyCollection<LicenseEntry> Entries => _entries.Values;

    public LicenseEntry? Find(RowKey key) => _entries.GetValueOrDefault(key);

    /// <summary>The waiting user's place, from 1; null where he does not wait.</summary>
    public int? PlaceOf(RowKey key) =>
        Find(key) is { State: LicenseState.Waiting } entry ? 1 + _queue.TakeWhile(other => other.Key != entry.User.Key).Count() : null;

    /// <summary>Adds a user or changes him; gives all moves that follow.</summary>
    public IReadOnlyList<LicenseMove> Put(LicenseUser user, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(user);
        var before = Find(user.Key);
        Store(before?.Revise(user, now) ?? Enter(user, now));
        List<LicenseMove> moves = [];
        PlanAround(user.Key, user.AddressKey, moves, now);
        if (before is not null && before.User.AddressKey != user.AddressKey)
        {
            Plan(before.User.AddressKey, moves, now);
        }

        Settle(_entries[user.Key], now);
        ServeQueue(moves, now);
        return moves;
    }

    /// <summary>Removes a user; his license goes on as any freed one.</summary>
    public IReadOnlyList<LicenseMove> Remove(RowKey key, DateTimeOffset now)
    {
        List<LicenseMove> moves = [];
        if (Find(key) is { } entry)
        {
            Forget(entry);
            _entries.Remove(key);
            Plan(entry.User.AddressKey, moves, now);
            ServeQueue(moves, now);
        }

        return moves;
    }

    /// <summary>Changes the number of licenses; a lowered one takes from those assigned last.</summary>
    public IReadOnlyList<LicenseMove> SetTotal(int total, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        Total = total;
        List<LicenseMove> moves = [];
        foreach (var key in PoolCut.Losers(Held(), total))
        {
            TakeBack(_entries[key], moves, now);
        }

        ServeQueue(moves, now);
        return moves;
    }

    private List<LicenseHolding> Held() =>
        [.. _entries.Values.Where(entry => entry.AssignedSince is not null).Select(entry => new LicenseHolding(entry.User.Key, entry.AssignedSince!.Value))];

    private void TakeBack(LicenseEntry entry, List<LicenseMove> moves, DateTimeOffset now)
    {
        Carry([new LicenseMove(entry.User.Key, LicenseState.Waiting, LicenseReason.Waiting, entry.State)], moves, now);
        if (entry.User.AddressKey is { } address)
        {
            // No seat is offered: the one just taken back is gone, and others of the address wait beside him from now on.
            Carry(AddressPlan.Plan(CandidatesOf(address), free: 0), moves, now);
        }
    }

    /// <summary>A holder who brought his license to another address and kept it holds it for that address from now on.</summary>
    private void Settle(LicenseEntry entry, DateTimeOffset now)
    {
        if (entry is { State: LicenseState.Assigned, HeldSince: null })
        {
            Store(entry with { HeldSince = now });
        }
    }

    private void PlanAround(RowKey key, string? address, List<LicenseMove> moves, DateTimeOffset now)
    {
        if (address is null)
        {
            Carry(AddressPlan.Plan([_entries[key].ToCandidate()], Free), moves, now);
        }
        else
        {
            Plan(address, moves, now);
        }
    }

    private void Plan(string? address, List<LicenseMove> moves, DateTimeOffset now)
    {
        if (address is not null && _byAddress.ContainsKey(address))
        {
            Carry(AddressPlan.Plan(CandidatesOf(address), Free), moves, now);
        }
    }

    private void ServeQueue(List<LicenseMove> moves, DateTimeOffset now)
    {
        while (Free > 0 && _queue.Min is { } head)
        {
            Plan(_entries[head.Key].User.AddressKey, moves, now);
        }
    }

    private List<Candidate> CandidatesOf(string address) => [.. _byAddress[address].Select(key => _entries[key].ToCandidate())];

    private void Carry(IReadOnlyList<LicenseMove> plan, List<LicenseMove> moves, DateTimeOffset now)
    {
        foreach (var move in plan)
        {
            Store(_entries[move.Key].Apply(move, now));
            moves.Add(move);
        }
    }

    private static LicenseEntry Enter(LicenseUser user, DateTimeOffset now) => new()
    {
        User = user,
        State = LicenseState.None,
        Reason = user.Eligibility is Eligibility.Barred barred ? barred.Reason : LicenseReason.Waiting,
        EligibleSince = user.Eligibility.IsEligible ? now : null,
    };

    private void Store(LicenseEntry entry)
    {
        var key = entry.User.Key;
        if (_entries.TryGetValue(key, out var old))
        {
            Forget(old);
        }

        _entries[key] = entry;
        Assigned += entry.State is LicenseState.Assigned ? 1 : 0;
        if (entry.User.AddressKey is { } address)
        {
            (_byAddress.TryGetValue(address, out var keys) ? keys : _byAddress[address] = []).Add(key);
        }

        if (entry.State is LicenseState.Waiting)
        {
            _queue.Add(entry.ToCandidate());
        }
    }

    private void Forget(LicenseEntry entry)
    {
        Assigned -= entry.State is LicenseState.Assigned ? 1 : 0;
        if (entry.User.AddressKey is { } address && _byAddress[address] is var keys && keys.Remove(entry.User.Key) && keys.Count == 0)
        {
            _byAddress.Remove(address);
        }

        _queue.Remove(entry.ToCandidate());
    }
}
