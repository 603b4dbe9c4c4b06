namespace Rollcall.Core.Words;

/// <summary>Who pushes into a SCIM directory (product rule 4); chooses the compatibility profile and the click paths of remedies.</summary>
public enum IdentityProvider
{
    /// <summary>Any other, with the common tolerances.</summary>
    Generic = 0,

    /// <summary>Microsoft Entra ID.</summary>
    Entra = 1,

    /// <summary>Okta.</summary>
    Okta = 2,

    /// <summary>OneLogin.</summary>
    OneLogin = 3,

    /// <summary>JumpCloud.</summary>
    JumpCloud = 4,

    /// <summary>Ping Identity.</summary>
    Ping = 5,

    /// <summary>The RFC to the letter.</summary>
    Strict = 6,
}
