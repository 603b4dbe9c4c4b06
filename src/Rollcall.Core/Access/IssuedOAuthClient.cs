namespace Rollcall.Core.Access;

/// <summary>An OAuth client with a new secret of it.</summary>
public sealed record IssuedOAuthClient(OAuthClient Client, IssuedCredential Secret);
