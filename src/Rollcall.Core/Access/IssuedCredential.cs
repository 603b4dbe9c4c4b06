namespace Rollcall.Core.Access;

/// <summary>A new credential with its secret: the only time that the secret exists outside its owner's hands.</summary>
public sealed record IssuedCredential(Credential Credential, Secret Secret);
