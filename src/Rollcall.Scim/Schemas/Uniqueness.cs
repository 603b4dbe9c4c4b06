namespace Rollcall.Scim.Schemas;

/// <summary>Where a value must be the only one of its kind (RFC 7643 section 7).</summary>
public enum Uniqueness
{
    /// <summary>Values may repeat.</summary>
    None,

    /// <summary>Unique within this service provider.</summary>
    Server,

    /// <summary>Unique everywhere.</summary>
    Global,
}
