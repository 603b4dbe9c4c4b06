using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>The license state that is shown: the stored one and the clock's part (product rule 26).</summary>
public static class LicenseView
{
    /// <summary>The one reason to show, in the order disabled, noEmail, notCovered, duplicateAddress, poolNotInForce, waiting.</summary>
    /// <param name="state">As stored.</param>
    /// <param name="reason">As stored.</param>
    /// <param name="inForce">The pool's, now (<see cref="PoolTerms.InForce"/>).</param>
    public static LicenseReason Of(LicenseState state, LicenseReason reason, bool inForce) => (state, inForce) switch
    {
        (LicenseState.None, _) => reason,
        (_, false) => LicenseReason.PoolNotInForce,
        (LicenseState.Assigned, _) => LicenseReason.Assigned,
        _ => LicenseReason.Waiting,
    };

    /// <summary>The state's name as it stands in answers and lists.</summary>
    public static string Name(LicenseReason shown) => shown switch
    {
        LicenseReason.Assigned => "assigned",
        LicenseReason.Disabled => "disabled",
        LicenseReason.NoEmail => "noEmail",
        LicenseReason.NotCovered => "notCovered",
        LicenseReason.DuplicateAddress => "duplicateAddress",
        LicenseReason.PoolNotInForce => "poolNotInForce",
        LicenseReason.Waiting => "waiting",
        _ => throw new ArgumentOutOfRangeException(nameof(shown), shown, null),
    };
}
