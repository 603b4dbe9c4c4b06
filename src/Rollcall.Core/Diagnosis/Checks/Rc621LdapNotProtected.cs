using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC621: no protected connection to an LDAP server: its certificate is not trusted, of another name or expired, or TLS was refused.</summary>
public static class Rc621LdapNotProtected
{
    public static Finding? Examine(CaseFile facts) => PullFailed.By(
        facts,
        FindingCodes.LdapNotProtected,
        "Renew the certificate, name the host that it is of, or give the CA that signed it.",
        RemedyCommands.SetLdapCa,
        LdapFault.Certificate, LdapFault.NoTls, LdapFault.NeedsTls);
}
