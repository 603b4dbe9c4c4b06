namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>What to search for.</summary>
/// <param name="Base">Where: a distinguished name.</param>
/// <param name="Filter">Which entries.</param>
/// <param name="Attributes">Which of their attributes.</param>
/// <param name="BaseOnly">The base alone, and nothing below it.</param>
/// <param name="PageSize">Entries a page; 0 does not page.</param>
/// <param name="WithinDomain">Asks Active Directory for no references to its other partitions, which hold no users (control 1.2.840.113556.1.4.1339).</param>
public sealed record LdapSearch(string Base, LdapFilter Filter, IReadOnlyList<string> Attributes, bool BaseOnly = false, int PageSize = 500, bool WithinDomain = false);
