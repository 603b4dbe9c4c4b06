using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>Who of the users of one address has its license after a change. A holder keeps it, an address has one, a newcomer takes what is free or waits.</summary>
/// <remarks>Writer, what-if and the property test all fold this over the addresses they touch: there is no second rule.</remarks>
public static class AddressPlan
{
    /// <summary>Gives the moves of those whose state or reason changes; nobody else is in the answer.</summary>
    /// <param name="usersOfOneAddress">All users of the address. Users without address may be given together: none of them is eligible.</param>
    /// <param name="free">Total less assigned before this plan; below zero while a lowered total is being carried out.</param>
    /// <remarks>
    /// A seat that the plan itself frees goes to an eligible user of the same address first (rule 25). What is left over
    /// (<paramref name="free"/> less the sum of <see cref="LicenseMove.Seats"/>) is for the head of the queue: the caller plans his address next.
    /// </remarks>
    public static IReadOnlyList<LicenseMove> Plan(IReadOnlyList<Candidate> usersOfOneAddress, int free)
    {
        ArgumentNullException.ThrowIfNull(usersOfOneAddress);
        if (usersOfOneAddress.Count == 1)
        {
            return One(usersOfOneAddress[0], free);
        }

        var holder = HolderAfter(usersOfOneAddress, free);
        List<LicenseMove> moves = [];
        foreach (var user in usersOfOneAddress)
        {
            Add(moves, user, holder);
        }

        return moves;
    }

    private static List<LicenseMove> One(Candidate user, int free)
    {
        var holder = user.Now.IsEligible && (user.State is LicenseState.Assigned || free > 0) ? user : null;
        List<LicenseMove> moves = new(1);
        Add(moves, user, holder);
        return moves;
    }

    private static Candidate? HolderAfter(IReadOnlyList<Candidate> users, int free)
    {
        var held = users.Count(user => user.State is LicenseState.Assigned);
        var keeps = users.Where(HoldsRightly).Order(s_byTenure).FirstOrDefault();
        return keeps ?? (free + held > 0 ? users.Where(user => user.Now.IsEligible).Order(QueueOrder.Instance).FirstOrDefault() : null);
    }

    private static bool HoldsRightly(Candidate user) => user.State is LicenseState.Assigned && user.Now.IsEligible;

    /// <summary>Of two who hold, one has moved its address onto the other's: that one comes last.</summary>
    private static readonly Comparer<Candidate> s_byTenure = Comparer<Candidate>.Create(static (a, b) =>
        (a.HeldSince ?? DateTimeOffset.MaxValue, a.Key).CompareTo((b.HeldSince ?? DateTimeOffset.MaxValue, b.Key)));

    private static void Add(List<LicenseMove> moves, Candidate user, Candidate? holder)
    {
        var (state, reason) = After(user, holder);
        if (state != user.State || reason != user.Reason)
        {
            moves.Add(new LicenseMove(user.Key, state, reason, user.State));
        }
    }

    private static (LicenseState State, LicenseReason Reason) After(Candidate user, Candidate? holder) => user.Now switch
    {
        Eligibility.Barred barred => (LicenseState.None, barred.Reason),
        _ when holder is null => (LicenseState.Waiting, LicenseReason.Waiting),
        _ when holder.Key == user.Key => (LicenseState.Assigned, LicenseReason.Assigned),
        _ => (LicenseState.None, LicenseReason.DuplicateAddress),
    };
}
