using Rollcall.Core.Words;

namespace Rollcall.Core.Admission;

/// <summary>What is said of a refusal.</summary>
/// <param name="Code">A word for programs; never changes.</param>
/// <param name="Sentence">What is so.</param>
/// <param name="Remedy">What an administrator does next.</param>
/// <param name="Finding">The code of the finding that explains it.</param>
public sealed record AdmissionSentence(string Code, string Sentence, string Remedy, string Finding)
{
    /// <summary>All that a caller without proof ever learns, whatever the reason (product rule 28).</summary>
    public const string Neutral = "You cannot connect right now. Give your administrator the reference below; it opens the exact reason for them alone.";

    /// <summary>The exact words, for a gateway with its own key and for the account's people.</summary>
    public static AdmissionSentence Of(AdmissionReason reason) => reason switch
    {
        AdmissionReason.AccountUnknown => new("accountUnknown", "No account answers to this subdomain or address.",
            "Check the subdomain: it is the first part of your organisation's sign-in address.", FindingCodes.WrongSubdomain),
        AdmissionReason.AccountSuspended => new("accountSuspended", "The account is suspended.",
            "An operator lifts the suspension of the account.", FindingCodes.AccountSuspended),
        AdmissionReason.UserNotFound => new("userNotFound", "The account has no user with this address.",
            "Check the address; then ask why the user was not provisioned.", FindingCodes.AddressUnknown),
        AdmissionReason.Blocked => new("blocked", "An administrator has blocked this user.",
            "Unblock the user, if the reason for the block is gone.", FindingCodes.Blocked),
        AdmissionReason.Inactive => new("inactive", "The user is inactive: his source disabled or deleted him.",
            "Enable or assign the user at his identity provider.", FindingCodes.DisabledAtSource),
        AdmissionReason.PoolNotInForce => new("poolNotInForce", "The licenses of the account have not begun or have ended.",
            "An operator changes the dates of the license pool.", FindingCodes.PoolNotInForce),
        AdmissionReason.NoEmail => new("noEmail", "The user has no email address, so he can hold no license.",
            "Map an email address at the identity provider and provision the user again.", FindingCodes.NoEmail),
        AdmissionReason.NotCovered => new("notCovered", "The license policy does not cover this user.",
            "Add the user, one of his groups, or All SCIM users to the license policy.", FindingCodes.NotCovered),
        AdmissionReason.DuplicateAddress => new("duplicateAddress", "Another user with the same address holds the license.",
            "Resolve the duplicate: delete the disabled twin, or move the license.", FindingCodes.DuplicateAddress),
        AdmissionReason.Waiting => new("waiting", "All licenses are taken; the user is in the queue.",
            "Free a license or raise the total of the pool.", FindingCodes.AllLicensesTaken),
        AdmissionReason.DeviceLimit => new("deviceLimit", "The user is connected on 3 devices already.",
            "Disconnect one of the devices; its session lapses 5 minutes later at the latest.", FindingCodes.DeviceLimit),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
