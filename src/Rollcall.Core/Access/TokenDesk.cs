using System.Security.Cryptography;
using System.Text;
using Rollcall.Core.Access.Assertions;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>Gives access tokens to OAuth clients for their secrets (RFC 6749 section 4.4) or for assertions of an issuer that they trust (RFC 7523).</summary>
/// <remarks>
/// Where the directory is paused or disabled or the account suspended, a token is given all the same: the refusal belongs to the SCIM request, which says why.
/// An identity provider takes a refusal here for wrong credentials, and stops.
/// </remarks>
public sealed class TokenDesk(Store store, AccessTokens tokens, AssertionJudge judge, TimeProvider time)
{
    /// <summary>Judges a proof.</summary>
    /// <exception cref="StoreUnavailableException">The database is away; nothing was judged.</exception>
    public async ValueTask<TokenAnswer> AskAsync(TokenAsk ask, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (ask.IsAssertion)
        {
            return await AssertAsync(ask, ct);
        }

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

    private async ValueTask<TokenAnswer> AssertAsync(TokenAsk ask, CancellationToken ct)
    {
        var (client, trusts) = await store.ReadAsync((session, c) => TrustsAsync(session, ask.ClientId, c), ct);
        if (client is null or { Removed: not null })
        {
            return new TokenAnswer.Refused(TokenFault.ClientUnknown, null);
        }

        if (Assertion.Read(ask.Proof) is not { } assertion)
        {
            return new TokenAnswer.Refused(TokenFault.AssertionMalformed, client);
        }

        var now = time.GetUtcNow();
        var named = trusts.Where(t => t.Issuer == assertion.Issuer).ToList();
        var fault = named.Count == 0 ? TokenFault.IssuerUnknown : TokenFault.TrustOver;
        foreach (var trust in named.Where(t => t.Standing?.StateAt(now) == CredentialState.Live))
        {
            if (await judge.JudgeAsync(assertion, trust, ct) is { } wrong)
            {
                fault = wrong;
            }
            else
            {
                return await IsFirstTimeAsync(client, assertion, now) ? Grant(client, trust.Standing!, now) : new TokenAnswer.Refused(TokenFault.Replayed, client);
            }
        }

        return new TokenAnswer.Refused(fault, client);
    }

    /// <summary>An assertion with a name is taken once while it lives. Entra ID's has none, and is sent until it expires.</summary>
    private async ValueTask<bool> IsFirstTimeAsync(OAuthClient client, Assertion assertion, DateTimeOffset now)
    {
        if (assertion.Name is not { } name)
        {
            return true;
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{client.Id}\n{assertion.Issuer.Length}\n{assertion.Issuer}\n{name}"));
        var until = DateTimeOffset.FromUnixTimeSeconds((long)Math.Ceiling(assertion.Expires!.Value)) + AssertionJudge.Skew;
        return await store.WriteAsync(client.Account, 0, (session, _, ct) => OAuthTrustsTable.UseAsync(session, client.Account, digest, until, now, ct), settings: false);
    }

    private TokenAnswer.Granted Grant(OAuthClient client, Credential secret, DateTimeOffset now)
    {
        // Whole seconds are signed; the one that has begun is given, so that 60 minutes are never less.
        var life = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + 1).AddMinutes(client.TokenMinutes);
        var expires = secret.Expires < life ? secret.Expires.Value : life;
        return new TokenAnswer.Granted(tokens.Issue(secret, expires), expires, secret);
    }

    private static async ValueTask<(OAuthClient? Client, IReadOnlyList<OAuthTrust> Trusts)> TrustsAsync(Session session, string? clientId, CancellationToken ct)
    {
        if (!Guid.TryParse(clientId, out var id) || await OAuthClientsTable.FindAsync(session, new OAuthClientId(id), ct) is not { } client)
        {
            return (null, []);
        }

        var standing = await CredentialsTable.OfOwnerAsync(session, client.Account, CredentialKind.ClientTrust, client.Directory, ct);
        var trusts = await OAuthTrustsTable.OfClientAsync(session, client.Account, client.Id, ct);
        return (client, [.. trusts.Join(standing, static t => t.Id, static s => s.Id, static (t, s) => t with { Standing = s })]);
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
