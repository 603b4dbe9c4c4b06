namespace Rollcall.Core.Access;

/// <summary>An OAuth client with a new secret of it, where it has one.</summary>
public sealed record IssuedOAuthClient(OAuthClient Client, IssuedCredential? Secret);
