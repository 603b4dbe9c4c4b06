using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The refusals of this room.</summary>
internal static class AccessRefusals
{
    public static readonly Refusal Missing = new(
        RefusalKind.Missing, "credential-unknown", "There is no such token or key in this account.", "List them with 'rollcall token list' or 'rollcall key list'.");

    public static readonly Refusal NoDirectory = new(
        RefusalKind.Missing, "directory-unknown", "There is no such SCIM directory in this account.", "List the directories with 'rollcall directory list'.");

    public static readonly Refusal Days = new(
        RefusalKind.Invalid, "expiry-invalid", $"A token or key lives 1 to {NewCredential.LongestDays} days.", $"Leave the lifetime out for {NewCredential.DefaultDays} days, or give one in the range.");

    public static readonly Refusal Label = new(
        RefusalKind.Invalid, "label-invalid", "A key has a label of 1 to 100 characters, and none that control a terminal.", "Name the person or service that the key is for.");

    public static Refusal TooMany(IReadOnlyList<Credential> live) => new(
        RefusalKind.Conflict,
        "token-limit",
        $"The directory has two live tokens already: {string.Join(" and ", live.Select(t => t.Prefix))}.",
        $"Revoke the one that the identity provider does not use any more with 'rollcall token revoke {live[0].Id}', then create the new one.");
}
