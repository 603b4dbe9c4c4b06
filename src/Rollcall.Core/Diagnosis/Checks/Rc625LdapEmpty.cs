using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC625: an LDAP directory answered with nobody where there was somebody; an empty answer removes nobody (product rule 15).</summary>
public static class Rc625LdapEmpty
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapEmpty,
        "Look at base and filter, and whether the account that binds may still read the users.",
        RemedyCommands.Pull,
        LdapFault.Empty);
}
