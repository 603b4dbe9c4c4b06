using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC624: an LDAP server ends searches by its limit of entries or time, so that no pull is ever whole.</summary>
public static class Rc624LdapLimit
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapLimit,
        "Raise the limit of the account that binds at the server (OpenLDAP: limits ... size=unlimited), or narrow the users by a filter.",
        RemedyCommands.Pull,
        LdapFault.LimitExceeded);
}
