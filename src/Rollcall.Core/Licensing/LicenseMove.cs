using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>What changes in one user's license.</summary>
/// <param name="Key">The user.</param>
/// <param name="State">After the change.</param>
/// <param name="Reason">After the change.</param>
/// <param name="Before">The state that was stored.</param>
public sealed record LicenseMove(RowKey Key, LicenseState State, LicenseReason Reason, LicenseState Before)
{
    /// <summary>He gets a license: one seat of the pool is taken up.</summary>
    public bool Given => Before is not LicenseState.Assigned && State is LicenseState.Assigned;

    /// <summary>He loses it: one seat is freed, and his sessions end.</summary>
    public bool Taken => Before is LicenseState.Assigned && State is not LicenseState.Assigned;

    /// <summary>What the move does to the number of assigned licenses: -1, 0 or 1.</summary>
    public int Seats => Given ? 1 : Taken ? -1 : 0;
}
