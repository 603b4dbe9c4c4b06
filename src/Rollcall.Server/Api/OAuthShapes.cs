using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Api;

/// <summary>OAuth clients in the shapes of the wire.</summary>
internal sealed class OAuthShapes(ServerAddress address, TimeProvider time)
{
    private string TokenUrl => address.Public + TokenEndpoint.Path;

    public IssuedOAuthSecret Of(IssuedOAuthClient issued, DirectoryRow directory, AccountRow account) => new(
        issued.Client.Id.ToString(),
        issued.Secret?.Secret.Reveal(),
        TokenUrl,
        Shapes.BaseUrlOf(directory, account, address.Public).ToString(),
        issued.Secret is { } secret ? Of(secret.Credential) : null);

    public OAuthClientView Of(OAuthClientFacts facts, DirectoryRow directory, AccountRow account) => Of(facts.Client, facts.Secrets, facts.Trusts, directory, account);

    public OAuthClientView Of(OAuthClient client, IReadOnlyList<Credential> secrets, IReadOnlyList<OAuthTrust> trusts, DirectoryRow directory, AccountRow account) => new(
        client.Id.ToString(),
        client.Label,
        client.TokenMinutes,
        TokenUrl,
        Shapes.BaseUrlOf(directory, account, address.Public).ToString(),
        client.Created,
        [.. secrets.Select(Of)],
        [.. trusts.Select(Of)]);

    public OAuthTrustView Of(OAuthTrust trust)
    {
        var standing = trust.Standing!;
        return new OAuthTrustView(
            trust.Id.Value.ToString("N"),
            standing.Slot,
            standing.Prefix,
            trust.Issuer,
            trust.Audience,
            trust.Subject,
            trust.JwksUri,
            standing.StateAt(time.GetUtcNow()).Word(),
            standing.Created,
            standing.Expires,
            standing.LastUsed,
            standing.Revoked);
    }

    public OAuthSecretView Of(Credential secret) => new(
        secret.Id.Value.ToString("N"),
        secret.Slot,
        secret.Prefix,
        secret.StateAt(time.GetUtcNow()).Word(),
        secret.Created,
        secret.Expires,
        secret.LastUsed,
        secret.Revoked,
        secret.Exposed);
}
