using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC620: an LDAP server cannot be reached, vanished in the middle, or speaks something else (product rule 15).</summary>
public static class Rc620LdapUnreachable
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapUnreachable,
        "See that the server runs, that name and port are right, and that the operator allows the address by --outbound; then pull again.",
        RemedyCommands.Pull,
        LdapFault.Unreachable, LdapFault.Vanished, LdapFault.NotAllowed, LdapFault.Malformed);
}
