namespace Rollcall.Core.Access;

/// <summary>An OAuth client with all that it can prove itself by, those no longer accepted too.</summary>
public sealed record OAuthClientFacts(OAuthClient Client, IReadOnlyList<Credential> Secrets, IReadOnlyList<OAuthTrust> Trusts);
