using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC626: part of an LDAP directory lies at another server; referrals are not followed.</summary>
public static class Rc626LdapReferral
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapReferral,
        "Pull from a server that has the whole (Active Directory: a base within one domain), or make a directory of its own for the other server.",
        RemedyCommands.SetLdapBase,
        LdapFault.Referral);
}
