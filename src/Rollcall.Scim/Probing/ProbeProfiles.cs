namespace Rollcall.Scim.Probing;

/// <summary>Whose manners are tested. A run has one; a rule applies in one or more.</summary>
[Flags]
public enum ProbeProfiles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The RFCs alone.</summary>
    Rfc = 1,

    /// <summary>Microsoft Entra ID, with and without its <c>aadOptscim062020</c> flag, and its validator.</summary>
    Entra = 2,

    /// <summary>Okta, its OIN and its AIW integrations, and its SPEC test.</summary>
    Okta = 4,

    /// <summary>OneLogin.</summary>
    OneLogin = 8,

    /// <summary>All of them.</summary>
    All = Rfc | Entra | Okta | OneLogin,
}
