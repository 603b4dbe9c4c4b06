using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>Whether a user may hold a license at all; the pool's dates are the clock's part and not in it (product rule 24).</summary>
public abstract record Eligibility
{
    private static readonly Eligibility s_eligible = new Eligible();
    private static readonly Eligibility s_disabled = new Barred(LicenseReason.Disabled);
    private static readonly Eligibility s_noEmail = new Barred(LicenseReason.NoEmail);
    private static readonly Eligibility s_notCovered = new Barred(LicenseReason.NotCovered);

    private Eligibility()
    {
    }

    public bool IsEligible => this is Eligible;

    /// <summary>The first reason against it in the order of rule 26, or eligible.</summary>
    public static Eligibility Of(bool active, bool blocked, bool hasAddress, bool covered) => (active && !blocked, hasAddress, covered) switch
    {
        (false, _, _) => s_disabled,
        (_, false, _) => s_noEmail,
        (_, _, false) => s_notCovered,
        _ => s_eligible,
    };

    public sealed record Eligible : Eligibility;

    /// <summary>Not eligible.</summary>
    /// <param name="Reason">Disabled, NoEmail or NotCovered.</param>
    public sealed record Barred(LicenseReason Reason) : Eligibility;
}
