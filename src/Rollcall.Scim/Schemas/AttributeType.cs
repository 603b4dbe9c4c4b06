namespace Rollcall.Scim.Schemas;

/// <summary>The data types of RFC 7643 section 2.3.</summary>
public enum AttributeType
{
    /// <summary>A sequence of characters.</summary>
    String,

    /// <summary>JSON true or false.</summary>
    Boolean,

    /// <summary>A number with a fraction.</summary>
    Decimal,

    /// <summary>A number without fraction and exponent.</summary>
    Integer,

    /// <summary>An xsd:dateTime with date and time.</summary>
    DateTime,

    /// <summary>A URI; relative ones resolve against the base URL.</summary>
    Reference,

    /// <summary>Base64, padding optional.</summary>
    Binary,

    /// <summary>An object of sub-attributes.</summary>
    Complex,
}
