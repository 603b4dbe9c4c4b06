using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>Gives access tokens to OAuth clients for their secrets (RFC 6749 section 4.4).</summary>
/// <remarks>
/// Where the directory is paused or disabled or the account suspended, a token is given all the same: the refusal belongs to the SCIM request, which says why.
/// An identity provider takes a refusal here for wrong credentials, and stops.
/// </remarks>
public sealed class TokenDesk(Store store, AccessTokens tokens, TimeProvider time)
{
    /// <summary>Judges a proof.</summary>
    /// <exception cref="StoreUnavailableException">The database is away; nothing was judged.</exception>
    public async ValueTask<TokenAnswer> AskAsync(TokenAsk ask, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var (client, secret) = await store.ReadAsync((session, c) => ReadAsync(session, ask, c), ct);
        if (client is null or { Removed: not null })
        {
            return new TokenAnswer.Refused(TokenFault.ClientUnknown, null);
        }

        var now = time.GetUtcNow();
        return secret?.StateAt(now) switch
        {
            null => new TokenAnswer.Refused(TokenFault.SecretUnknown, client),
            CredentialState.Expired => new TokenAnswer.Refused(TokenFault.SecretExpired, client),
            CredentialState.Revoked => new TokenAnswer.Refused(TokenFault.SecretRevoked, client),
            _ => Grant(client, secret, now),
        };
    }

    private TokenAnswer.Granted Grant(OAuthClient client, Credential secret, DateTimeOffset now)
    {
        // Whole seconds are signed; the one that has begun is given, so that 60 minutes are never less.
        var life = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + 1).AddMinutes(client.TokenMinutes);
        var expires = secret.Expires < life ? secret.Expires.Value : life;
        return new TokenAnswer.Granted(tokens.Issue(secret, expires), expires, secret);
    }

    private static async ValueTask<(OAuthClient? Client, Credential? Secret)> ReadAsync(Session session, TokenAsk ask, CancellationToken ct)
    {
        if (!Guid.TryParse(ask.ClientId, out var id) || await OAuthClientsTable.FindAsync(session, new OAuthClientId(id), ct) is not { } client)
        {
            return default;
        }

        // The digest finds the secret wherever it belongs; another client's is as unknown as none.
        var secret = TokenText.IsWellFormed(ask.Proof) ? await CredentialsTable.FindAsync(session, new Secret(ask.Proof).Digest(), ct) : null;
        return (client, secret is { Kind: CredentialKind.ClientSecret } && secret.Family == client.Id.Value ? secret : null);
    }
}
