namespace Rollcall.Core.Directories.Scim;

/// <summary>An answer to a create that is about to be sent.</summary>
/// <param name="Id">The SCIM id that it tells.</param>
/// <param name="IsRepeated">Whether it tells again what an earlier answer told.</param>
public sealed record BirthAnswer(Guid Id, bool IsRepeated);
