namespace Rollcall.Scim.Schemas;

/// <summary>The characteristics of an attribute as RFC 7643 section 7 writes them.</summary>
public static class WireWords
{
    /// <summary>The word for a data type.</summary>
    public static string Of(AttributeType type) => type switch
    {
        AttributeType.String => "string",
        AttributeType.Boolean => "boolean",
        AttributeType.Decimal => "decimal",
        AttributeType.Integer => "integer",
        AttributeType.DateTime => "dateTime",
        AttributeType.Reference => "reference",
        AttributeType.Binary => "binary",
        _ => "complex",
    };

    /// <summary>The word for a mutability.</summary>
    public static string Of(Mutability mutability) => mutability switch
    {
        Mutability.ReadOnly => "readOnly",
        Mutability.Immutable => "immutable",
        Mutability.WriteOnly => "writeOnly",
        _ => "readWrite",
    };

    /// <summary>The word for when an attribute is returned.</summary>
    public static string Of(Returned returned) => returned switch
    {
        Returned.Always => "always",
        Returned.Never => "never",
        Returned.Request => "request",
        _ => "default",
    };

    /// <summary>The word for a uniqueness.</summary>
    public static string Of(Uniqueness uniqueness) => uniqueness switch
    {
        Uniqueness.Server => "server",
        Uniqueness.Global => "global",
        _ => "none",
    };
}
