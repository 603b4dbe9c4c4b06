namespace Rollcall.Scim.Schemas;

/// <summary>When an attribute is part of an answer (RFC 7643 section 7).</summary>
public enum Returned
{
    /// <summary>Unless it is excluded.</summary>
    Default,

    /// <summary>Whatever is asked for.</summary>
    Always,

    /// <summary>In no answer, in no event.</summary>
    Never,

    /// <summary>Only where it is asked for by name.</summary>
    Request,
}
