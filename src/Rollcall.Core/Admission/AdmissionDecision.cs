using Rollcall.Core.Words;

namespace Rollcall.Core.Admission;

/// <summary>Whether a client may connect: one of these, and no other.</summary>
public abstract record AdmissionDecision
{
    /// <summary>On how many distinct devices a user may have sessions at once (product rule 29).</summary>
    public const int MostDevices = 3;

    private AdmissionDecision()
    {
    }

    /// <summary>Asks the reasons in their order; the first refusal wins.</summary>
    public static AdmissionDecision Of(AdmissionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (FirstRefusal(facts) is { } reason)
        {
            var known = facts.Account is not AccountStanding.Unknown;
            return new Refused(reason, known ? facts.User?.Key : null);
        }

        return new Allowed(facts.User!.Key);
    }

    private static AdmissionReason? FirstRefusal(AdmissionFacts facts) => facts switch
    {
        { Account: AccountStanding.Unknown } => AdmissionReason.AccountUnknown,
        { Account: AccountStanding.Suspended } => AdmissionReason.AccountSuspended,
        { User: null } => AdmissionReason.UserNotFound,
        { User.Blocked: true } => AdmissionReason.Blocked,
        { User.Active: false } => AdmissionReason.Inactive,
        { PoolInForce: false } => AdmissionReason.PoolNotInForce,
        { User.License: not LicenseState.Assigned } => OfLicense(facts.User),
        _ => TooManyDevices(facts) ? AdmissionReason.DeviceLimit : null,
    };

    private static AdmissionReason OfLicense(Claimant user) => user.Reason switch
    {
        LicenseReason.Disabled => AdmissionReason.Inactive,
        LicenseReason.NoEmail => AdmissionReason.NoEmail,
        LicenseReason.NotCovered => AdmissionReason.NotCovered,
        LicenseReason.DuplicateAddress => AdmissionReason.DuplicateAddress,
        LicenseReason.PoolNotInForce => AdmissionReason.PoolNotInForce,
        _ => AdmissionReason.Waiting,
    };

    private static bool TooManyDevices(AdmissionFacts facts) =>
        facts.LiveDevices.Where(device => device != facts.Device).Distinct(StringComparer.Ordinal).Count() >= MostDevices;

    public sealed record Allowed(RowKey User) : AdmissionDecision;

    /// <summary>Refused.</summary>
    /// <param name="Reason">The first reason in order.</param>
    /// <param name="User">Whom the address meant; null where nobody was found.</param>
    public sealed record Refused(AdmissionReason Reason, RowKey? User) : AdmissionDecision;
}
