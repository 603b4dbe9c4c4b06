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

    public static readonly Refusal NoClient = new(
        RefusalKind.Missing, "oauth-client-unknown", "There is no such OAuth client in this account.", "List them with 'rollcall oauth list'.");

    public static readonly Refusal TokenMinutes = new(
        RefusalKind.Invalid,
        "token-minutes-invalid",
        $"An access token is accepted for {OAuthClient.DefaultTokenMinutes} to {OAuthClient.LongestTokenMinutes} minutes.",
        $"Leave it out for {OAuthClient.DefaultTokenMinutes} minutes, or give a number in the range.");

    public static readonly Refusal TooManyClients = new(
        RefusalKind.Conflict, "oauth-client-limit", $"The directory has {OAuthClientRegister.MostClients} OAuth clients already.", "Remove one that is not used with 'rollcall oauth remove'.");

    public static readonly Refusal TrustText = new(
        RefusalKind.Invalid,
        "trust-invalid",
        $"Issuer, audience and subject are each 1 to {OAuthTrust.LongestText} characters without blanks.",
        "Copy them from the identity provider: they are compared with the assertion character by character.");

    public static readonly Refusal NoRingKey = new(
        RefusalKind.Missing, "ring-key-unknown", "The key ring has no such key.", "List them with 'rollcall key-ring list'.");

    public static Refusal RingKeyInUse(RingKeyFacts key) => new(
        RefusalKind.Conflict,
        "ring-key-in-use",
        key.Retired is null ? "The key is the one in use." : $"{key.Sealed} secrets are still sealed by the key.",
        key.Retired is null ? "Rotate first: 'rollcall key-ring rotate'." : "They are sealed anew within a minute after a rotation; try again then.");

    public static Refusal TooManyTrusts(IReadOnlyList<Credential> live) => new(
        RefusalKind.Conflict,
        "trust-limit",
        $"The OAuth client trusts two issuers already: {string.Join(" and ", live.Select(t => t.Prefix))}.",
        "'rollcall oauth list' shows when each was last used; revoke the one that is not used any more with 'rollcall oauth revoke'.");

    public static Refusal TooManySecrets(IReadOnlyList<Credential> live) => new(
        RefusalKind.Conflict,
        "secret-limit",
        $"The OAuth client has two live secrets already: {string.Join(" and ", live.Select(t => t.Prefix))}.",
        "'rollcall oauth list' shows when each was last used; revoke the one that is not used any more with 'rollcall oauth revoke', then add the new one.");

    public static readonly Refusal NotLive = new(
        RefusalKind.Conflict, "key-not-live", "The key has expired or was revoked.", "Make another one with 'rollcall key create'.");

    public static Refusal TooManyKeys(IReadOnlyList<Credential> live) => new(
        RefusalKind.Conflict,
        "key-limit",
        $"The key was exchanged already, and both are live: {string.Join(" and ", live.Select(t => t.Prefix))}.",
        "'rollcall key list' shows when each was last used; revoke the one that is not used any more, then exchange the other.");

    public static Refusal TooMany(IReadOnlyList<Credential> live) => new(
        RefusalKind.Conflict,
        "token-limit",
        $"The directory has two live tokens already: {string.Join(" and ", live.Select(t => t.Prefix))}.",
        $"Revoke the one that the identity provider does not use any more with 'rollcall token revoke {live[0].Id}', then create the new one.");
}
