using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>One line of the license book.</summary>
public sealed record LicenseEntry
{
    public required LicenseUser User { get; init; }

    public required LicenseState State { get; init; }

    public required LicenseReason Reason { get; init; }

    /// <summary>His place in the queue; kept while he is not eligible, for the time of grace.</summary>
    public DateTimeOffset? EligibleSince { get; init; }

    /// <summary>When he ceased to be eligible; null while he is, and where he never was.</summary>
    public DateTimeOffset? LapsedAt { get; init; }

    /// <summary>When the license was assigned, for as long as he holds it.</summary>
    public DateTimeOffset? AssignedSince { get; init; }

    /// <summary>Since when he has held it for his present address.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>As <see cref="AddressPlan"/> looks at him.</summary>
    public Candidate ToCandidate() =>
        new(User.Key, State, Reason, User.Eligibility, User.Priority, EligibleSince ?? DateTimeOffset.MaxValue, HeldSince);

    /// <summary>The line after a change of the user at the source, before the plan.</summary>
    internal LicenseEntry Revise(LicenseUser user, DateTimeOffset now)
    {
        var (was, isNow) = (User.Eligibility.IsEligible, user.Eligibility.IsEligible);
        return this with
        {
            User = user,
            EligibleSince = isNow && !was ? EligibilityClock.Since(EligibleSince, LapsedAt, now) : EligibleSince,
            LapsedAt = isNow ? null : was ? now : LapsedAt,
            HeldSince = user.AddressKey == User.AddressKey ? HeldSince : null,
        };
    }

    /// <summary>The line after a move.</summary>
    internal LicenseEntry Apply(LicenseMove move, DateTimeOffset now) => this with
    {
        State = move.State,
        Reason = move.Reason,
        AssignedSince = move.State is LicenseState.Assigned ? AssignedSince ?? now : null,
        HeldSince = move.State is LicenseState.Assigned ? HeldSince ?? now : null,
    };
}
