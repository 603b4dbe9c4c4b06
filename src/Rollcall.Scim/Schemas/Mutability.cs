namespace Rollcall.Scim.Schemas;

/// <summary>Who may set an attribute, and when (RFC 7643 section 7).</summary>
public enum Mutability
{
    /// <summary>Read and written at any time.</summary>
    ReadWrite,

    /// <summary>Set by the server alone; ignored in POST and PUT.</summary>
    ReadOnly,

    /// <summary>Set once, then fixed.</summary>
    Immutable,

    /// <summary>Written, never read.</summary>
    WriteOnly,
}
