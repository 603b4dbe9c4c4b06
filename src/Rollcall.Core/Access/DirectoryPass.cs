using Rollcall.Core.Accounts;

namespace Rollcall.Core.Access;

/// <summary>What a directory's token is and opens.</summary>
/// <param name="Token">The token, whatever its state; of an access token the secret that it was given for.</param>
/// <param name="Standing">Its directory and account.</param>
/// <param name="Settings">The number that the account's settings had.</param>
/// <param name="IsRemembered">Whether it comes from memory: then it may let in, and is read again before anybody is refused.</param>
public sealed record DirectoryPass(Credential Token, DirectoryStanding Standing, long Settings, bool IsRemembered)
{
    /// <summary>Until when the access token is accepted that was presented; null where the token itself was.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether it opens the directory at a moment.</summary>
    public CredentialState StateAt(DateTimeOffset now) =>
        Token.StateAt(now) is var state && state == CredentialState.Live && Until <= now ? CredentialState.Expired : state;
}
