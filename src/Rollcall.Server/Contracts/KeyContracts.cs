namespace Rollcall.Server.Contracts;

/// <summary>A token or key, without its secret.</summary>
/// <param name="Id">Its name for revoking.</param>
/// <param name="Kind"><c>directory</c>, <c>operator</c>, <c>administrator</c>, <c>support</c> or <c>gateway</c>.</param>
/// <param name="Prefix">The readable part.</param>
/// <param name="Label">What people call it.</param>
/// <param name="State"><c>live</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is not accepted.</param>
/// <param name="LastUsed">When it was last used, to the minute.</param>
/// <param name="Revoked">When it was revoked.</param>
/// <param name="Exposed">When it was first seen where others could read it, or reported to be so (RC111).</param>
/// <param name="Routes">What a key is narrowed to, <c>GET /api/accounts/*/users/**</c>; absent where it is not.</param>
internal sealed record KeyView(
    string Id,
    string Kind,
    string Prefix,
    string Label,
    string State,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? LastUsed,
    DateTimeOffset? Revoked,
    DateTimeOffset? Exposed,
    IReadOnlyList<string>? Routes);

/// <summary>The report that a token, client secret or key may have been read by others.</summary>
/// <param name="Name">Its id or prefix.</param>
internal sealed record ExposureWish(string Name);

/// <summary>Tokens or keys, oldest first.</summary>
internal sealed record KeyList(IReadOnlyList<KeyView> Items);

/// <summary>The wish for a token of a directory.</summary>
/// <param name="ExpiresInDays">1 to 1095; 365 where left out.</param>
/// <param name="Label">What people call it.</param>
internal sealed record TokenWish(int? ExpiresInDays = null, string? Label = null);

/// <summary>A new token with its secret, which is shown this once.</summary>
/// <param name="Token">The secret: the identity provider's "secret token".</param>
/// <param name="BaseUrl">The identity provider's "tenant URL".</param>
/// <param name="About">The rest of it.</param>
internal sealed record IssuedToken(string Token, string BaseUrl, KeyView About);

/// <summary>The wish for a key of an account.</summary>
/// <param name="Kind"><c>administrator</c>, <c>support</c> or <c>gateway</c>.</param>
/// <param name="Label">The person or service that it is for.</param>
/// <param name="ExpiresInDays">1 to 1095; 365 where left out.</param>
/// <param name="Routes">What the key is narrowed to: verbs, a blank and a path, in which <c>*</c> is one segment and <c>**</c> at the end whatever follows.</param>
internal sealed record KeyWish(string Kind, string Label, int? ExpiresInDays = null, IReadOnlyList<string>? Routes = null);

/// <summary>The wish for an operator's key.</summary>
/// <param name="Label">The person or service that it is for.</param>
/// <param name="ExpiresInDays">1 to 1095; 365 where left out.</param>
/// <param name="Routes">What the key is narrowed to, as with the keys of an account.</param>
internal sealed record OperatorKeyWish(string Label, int? ExpiresInDays = null, IReadOnlyList<string>? Routes = null);

/// <summary>The wish to exchange a key for a new one like it.</summary>
/// <param name="ExpiresInDays">1 to 1095; where left out as long as the old one was given.</param>
internal sealed record KeyRotation(int? ExpiresInDays = null);

/// <summary>A new key with its secret, which is shown this once.</summary>
/// <param name="Key">The secret, sent as <c>Authorization: Bearer</c>.</param>
/// <param name="About">The rest of it.</param>
internal sealed record IssuedKey(string Key, KeyView About);
