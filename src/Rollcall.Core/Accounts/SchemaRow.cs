namespace Rollcall.Core.Accounts;

/// <summary>A schema that an account defined for itself.</summary>
/// <param name="Urn">Its URN as it was written; case does not count.</param>
/// <param name="Version">How often it was written, from 1.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Document">RFC 7643 section 7, as JSON in UTF-8.</param>
public sealed record SchemaRow(string Urn, long Version, DateTimeOffset Created, DateTimeOffset Modified, byte[] Document);
