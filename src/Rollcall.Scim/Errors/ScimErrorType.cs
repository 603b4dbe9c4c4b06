namespace Rollcall.Scim.Errors;

/// <summary>The <c>scimType</c> keywords of RFC 7644 section 3.12 (table 9) and RFC 9865 section 5.</summary>
public enum ScimErrorType
{
    /// <summary>The filter is not valid, or the attribute and operator do not go together.</summary>
    InvalidFilter,

    /// <summary>The answer would hold more than the server is willing to compute or return.</summary>
    TooMany,

    /// <summary>A value is, or would become, a duplicate of one that must be unique.</summary>
    Uniqueness,

    /// <summary>The change is not allowed by the attribute's mutability.</summary>
    Mutability,

    /// <summary>The body's structure is not the one that the schema or the message asks for.</summary>
    InvalidSyntax,

    /// <summary>The path of a PATCH operation cannot be read.</summary>
    InvalidPath,

    /// <summary>The path of a PATCH operation matches nothing.</summary>
    NoTarget,

    /// <summary>A required value is missing, or a value does not fit its attribute.</summary>
    InvalidValue,

    /// <summary>The protocol version is not supported.</summary>
    InvalidVers,

    /// <summary>The request cannot be completed since its URI would carry sensitive information.</summary>
    Sensitive,

    /// <summary>RFC 9865: the cursor is not one that this server gave for this query.</summary>
    InvalidCursor,

    /// <summary>RFC 9865: the cursor has expired.</summary>
    ExpiredCursor,

    /// <summary>RFC 9865: the count differs from that of the first request.</summary>
    InvalidCount,
}
