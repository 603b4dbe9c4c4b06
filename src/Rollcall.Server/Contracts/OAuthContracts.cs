using System.Text.Json.Serialization;

namespace Rollcall.Server.Contracts;

/// <summary>The wish for an OAuth client of a directory.</summary>
/// <param name="Label">What people call it; 1 to 100 characters.</param>
/// <param name="TokenMinutes">How long an access token is accepted, 60 to 360 minutes; 60 where left out.</param>
/// <param name="ExpiresInDays">Lifetime of its first secret, 1 to 1095 days; 365 where left out.</param>
/// <param name="NoSecret">True for one that shows assertions alone, and so needs no secret; false where left out.</param>
internal sealed record OAuthClientWish(string Label, int? TokenMinutes = null, int? ExpiresInDays = null, bool NoSecret = false);

/// <summary>The wish for a trust: assertions of one issuer, for one audience, about one subject (RFC 7523).</summary>
/// <param name="Issuer">The <c>iss</c>: an https URL, compared character by character.</param>
/// <param name="Audience">One of the <c>aud</c>.</param>
/// <param name="Subject">The <c>sub</c>.</param>
/// <param name="JwksUri">Where the issuer's keys are; its discovery document says so where left out.</param>
/// <param name="ExpiresInDays">1 to 1095; for ever where left out, since nothing of it is secret.</param>
internal sealed record OAuthTrustWish(string Issuer, string Audience, string Subject, string? JwksUri = null, int? ExpiresInDays = null);

/// <summary>A trust of an OAuth client.</summary>
/// <param name="Id">Its name for revoking.</param>
/// <param name="Slot">1 or 2: its place among those that live.</param>
/// <param name="Prefix">The readable name; access tokens that were given for it have the same eight letters.</param>
/// <param name="Issuer">Who signs.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Subject">About whom.</param>
/// <param name="JwksUri">Where the issuer's keys are, where it is pinned.</param>
/// <param name="State"><c>live</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is not accepted.</param>
/// <param name="LastUsed">When an access token that was given for it was last used; to the minute.</param>
/// <param name="Revoked">When it was revoked.</param>
internal sealed record OAuthTrustView(
    string Id,
    int Slot,
    string Prefix,
    string Issuer,
    string Audience,
    string Subject,
    string? JwksUri,
    string State,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? LastUsed,
    DateTimeOffset? Revoked);

/// <summary>The wish for one more secret of an OAuth client.</summary>
/// <param name="ExpiresInDays">1 to 1095; 365 where left out.</param>
internal sealed record OAuthSecretWish(int? ExpiresInDays = null);

/// <summary>An OAuth client of a directory.</summary>
/// <param name="ClientId">Its <c>client_id</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="TokenMinutes">How long an access token is accepted.</param>
/// <param name="TokenUrl">Where it asks for access tokens.</param>
/// <param name="BaseUrl">The identity provider's "tenant URL".</param>
/// <param name="Created">When it was made.</param>
/// <param name="Secrets">Its secrets, without the secret itself, those no longer accepted too: last use tells who still uses which.</param>
/// <param name="Trusts">What it may show instead of a secret.</param>
internal sealed record OAuthClientView(
    string ClientId,
    string Label,
    int TokenMinutes,
    string TokenUrl,
    string BaseUrl,
    DateTimeOffset Created,
    IReadOnlyList<OAuthSecretView> Secrets,
    IReadOnlyList<OAuthTrustView> Trusts);

/// <summary>A secret of an OAuth client, without the secret itself.</summary>
/// <param name="Id">Its name for revoking.</param>
/// <param name="Slot">1 or 2: its place among those that live.</param>
/// <param name="Prefix">The readable part; access tokens that were given for it have the same eight letters.</param>
/// <param name="State"><c>live</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is not accepted.</param>
/// <param name="LastUsed">When it, or an access token that was given for it, was last used; to the minute.</param>
/// <param name="Revoked">When it was revoked.</param>
/// <param name="Exposed">When it was first seen where others could read it, or reported to be so (RC111).</param>
internal sealed record OAuthSecretView(
    string Id,
    int Slot,
    string Prefix,
    string State,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? LastUsed,
    DateTimeOffset? Revoked,
    DateTimeOffset? Exposed);

/// <summary>The OAuth clients of a directory, oldest first.</summary>
internal sealed record OAuthClientList(IReadOnlyList<OAuthClientView> Items);

/// <summary>A new OAuth client, or a new secret of one, which is shown this once.</summary>
/// <param name="ClientId">The <c>client_id</c>.</param>
/// <param name="ClientSecret">The <c>client_secret</c>; absent where none was wanted.</param>
/// <param name="TokenUrl">Where it asks for access tokens.</param>
/// <param name="BaseUrl">The identity provider's "tenant URL".</param>
/// <param name="About">The rest of the secret.</param>
internal sealed record IssuedOAuthSecret(string ClientId, string? ClientSecret, string TokenUrl, string BaseUrl, OAuthSecretView? About);

/// <summary>An access token (RFC 6749 section 5.1).</summary>
/// <param name="AccessToken">It.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">For how many seconds it is accepted.</param>
/// <param name="Scope">Always <c>scim</c>.</param>
internal sealed record TokenGrant(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);

/// <summary>No access token (RFC 6749 section 5.2).</summary>
/// <param name="Error">The RFC's word.</param>
/// <param name="ErrorDescription">What is so, and what to do.</param>
internal sealed record TokenRefusal(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription);
