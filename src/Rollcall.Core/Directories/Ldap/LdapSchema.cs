namespace Rollcall.Core.Directories.Ldap;

/// <summary>The sort of directory server, which decides the names of attributes.</summary>
public enum LdapSchema
{
    /// <summary>OpenLDAP and others: inetOrgPerson, groupOfNames, groupOfUniqueNames, posixGroup; entryUUID.</summary>
    OpenLdap = 1,

    /// <summary>Active Directory and Samba: user, group; objectGUID.</summary>
    ActiveDirectory = 2,
}
