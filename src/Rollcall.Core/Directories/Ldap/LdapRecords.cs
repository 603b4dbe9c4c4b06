using Rollcall.Core.Roll;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Records of LDAP directories, for others.</summary>
public static class LdapRecords
{
    /// <summary>What the document of a pulled user says.</summary>
    public static UserFacts FactsOf(byte[] document) => LdapPerson.FactsOf(document);
}
