namespace Rollcall.Scim.Probing;

/// <summary>How binding a rule is.</summary>
public enum ProbeLevel
{
    /// <summary>The RFC says MUST or SHALL, or defines the form without a choice.</summary>
    Must,

    /// <summary>The RFC says SHOULD.</summary>
    Should,

    /// <summary>No RFC asks for it, but identity providers rely on it or administrators suffer without it.</summary>
    Practice,
}
