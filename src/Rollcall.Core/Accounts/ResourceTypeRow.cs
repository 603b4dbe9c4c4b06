namespace Rollcall.Core.Accounts;

/// <summary>A resource type that an account defined, or what it added to User or Group.</summary>
/// <param name="Name">Its name as it was written; case does not count.</param>
/// <param name="Number">The number under which its records are kept; 1 is User and 2 is Group.</param>
/// <param name="Version">How often it was written, from 1.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Document">RFC 7643 section 6, as JSON in UTF-8.</param>
public sealed record ResourceTypeRow(string Name, long Number, long Version, DateTimeOffset Created, DateTimeOffset Modified, byte[] Document);
