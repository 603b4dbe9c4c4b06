using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>What an access token says, once its signature was found good: for which credential of an OAuth client it was given, and until when.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Credential">The secret, by its id: whatever becomes of it becomes of the access token.</param>
/// <param name="Expires">From when on it is not accepted.</param>
public sealed record AccessGrant(long Account, CredentialId Credential, DateTimeOffset Expires);
