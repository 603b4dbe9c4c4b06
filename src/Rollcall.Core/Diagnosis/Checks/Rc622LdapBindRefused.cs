using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC622: an LDAP server refuses name or password, or there is none any more (product rule 46).</summary>
public static class Rc622LdapBindRefused
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapBindRefused,
        "Give the password of the account that binds again, and see that the account is not locked there.",
        RemedyCommands.SetLdapPassword,
        LdapFault.BadCredentials);
}
