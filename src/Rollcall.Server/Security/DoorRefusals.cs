using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Scim.Errors;

namespace Rollcall.Server.Security;

/// <summary>What an identity provider reads when it is not let in. Its administrator sees these sentences on his own screen.</summary>
internal static class DoorRefusals
{
    /// <summary>The journal's word for a token that others could read.</summary>
    public const string ExposedWord = "exposed";

    /// <summary>The token came where others could read it.</summary>
    public static ScimError Exposed { get; } = new(
        403, null, "The token came over plain HTTP from another machine, so others may have read it. Revoke it in Rollcall, and use the https tenant URL.")
    {
        Code = "exposed",
    };

    /// <summary>The journal's word for a request too many.</summary>
    public const string CrowdedWord = "crowded";

    /// <summary>Too many requests of the account are under way.</summary>
    public static ScimError Crowded { get; } = new(429, null, $"More than {Crowd.Most} requests of this account are under way. Wait for answers before sending more.")
    {
        Code = "crowded",
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    /// <summary>An access token is past its time, or its secret is.</summary>
    public static ScimError AccessTokenOver { get; } = new(401, null, "The access token has expired. Ask the token endpoint for a new one; if it refuses, the client's secret has expired too.")
    {
        Code = FindingCodes.TokenExpires,
    };

    /// <summary>The account is suspended.</summary>
    public static ScimError Suspended { get; } = new(403, null, "The Rollcall account is suspended. An operator of Rollcall lifts the suspension.")
    {
        Code = FindingCodes.AccountSuspended,
    };

    /// <summary>Why a token does not open its directory now, with the journal's word for it; null where it does.</summary>
    public static (string Word, ScimError Error)? Of(DirectoryPass? pass, DateTimeOffset now) => (pass?.StateAt(now), pass?.Standing) switch
    {
        (null, _) => (RefusalCodes.TokenUnknown, Unauthorized(Unproven.Unknown)),
        (CredentialState.Expired, _) => (RefusalCodes.TokenExpired, pass!.Until is null ? Unauthorized(Unproven.Expired) : AccessTokenOver),
        (CredentialState.Revoked, _) => (RefusalCodes.TokenRevoked, Unauthorized(Unproven.Revoked)),
        (_, { Account.State: AccountState.Suspended }) => (RefusalCodes.AccountSuspended, Suspended),
        (_, { Directory: { State: DirectoryState.Disabled } directory }) => (RefusalCodes.DirectoryDisabled, Disabled(directory.Label)),
        (_, { Directory: { State: DirectoryState.Paused } directory }) => (RefusalCodes.DirectoryPaused, Paused(directory.Label)),
        _ => null,
    };

    /// <summary>The journal's word for a request without a live token.</summary>
    public static string WordOf(Unproven why) => why switch
    {
        Unproven.Absent or Unproven.Malformed => RefusalCodes.TokenMissing,
        Unproven.Expired => RefusalCodes.TokenExpired,
        Unproven.Revoked => RefusalCodes.TokenRevoked,
        _ => RefusalCodes.TokenUnknown,
    };

    /// <summary>No live token.</summary>
    public static ScimError Unauthorized(Unproven why)
    {
        var (code, sentence) = why switch
        {
            Unproven.Absent => (FindingCodes.NoTokenAccepted, "The request bears no token. Paste the directory's secret token into the provisioning settings."),
            Unproven.Malformed => (FindingCodes.NoTokenAccepted, "The Authorization header is not one bearer token. Choose bearer token as the way to sign in."),
            Unproven.Expired => (FindingCodes.TokenExpires, "The token has expired. Create a new one in Rollcall and paste it into the provisioning settings."),
            Unproven.Revoked => (FindingCodes.NoTokenAccepted, "The token was revoked. Create a new one in Rollcall and paste it into the provisioning settings."),
            _ => (FindingCodes.NoTokenAccepted, "The token is not known here. Check that it was pasted whole, or create a new one in Rollcall."),
        };
        return new ScimError(401, null, sentence) { Code = code };
    }

    /// <summary>The token belongs to another Base URL, and that one is all that its bearer learns.</summary>
    public static ScimError Elsewhere(Uri own) => new(403, null, $"This token belongs to another tenant URL: {own}. Paste that one.")
    {
        Code = FindingCodes.TokenOfAnotherDirectory,
    };

    /// <summary>The directory is disabled.</summary>
    public static ScimError Disabled(string label) => new(403, null, $"The directory '{label}' is disabled in Rollcall. Its administrator enables it there.")
    {
        Code = FindingCodes.DirectoryDisabled,
    };

    /// <summary>The directory is paused.</summary>
    public static ScimError Paused(string label) => new(503, null, $"The directory '{label}' is paused in Rollcall. Nothing is lost: try again later.")
    {
        Code = FindingCodes.DirectoryPaused,
        RetryAfter = TimeSpan.FromMinutes(5),
    };
}
