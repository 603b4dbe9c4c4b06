namespace Rollcall.Core.Diagnosis;

/// <summary>On whose side the next click is.</summary>
public enum Side
{
    /// <summary>Nothing need be done.</summary>
    Nobody = 0,

    /// <summary>At the source: identity provider or LDAP.</summary>
    IdentityProvider = 1,

    /// <summary>Here.</summary>
    Rollcall = 2,

    /// <summary>At the person's device.</summary>
    Client = 3,
}
