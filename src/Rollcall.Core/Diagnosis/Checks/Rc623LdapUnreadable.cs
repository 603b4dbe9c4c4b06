using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC623: there is nothing at the base, or the account that binds may not read there.</summary>
public static class Rc623LdapUnreadable
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapUnreadable,
        "Correct the base, or let the account that binds read below it.",
        RemedyCommands.SetLdapBase,
        LdapFault.NoSuchBase, LdapFault.InsufficientAccess, LdapFault.Refused);
}
