namespace Rollcall.Scim.Expressions;

/// <summary>The operators of RFC 7644 section 3.4.2.2 that take a value.</summary>
public enum CompareOperator
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Not equal.</summary>
    Ne,

    /// <summary>Contains.</summary>
    Co,

    /// <summary>Starts with.</summary>
    Sw,

    /// <summary>Ends with.</summary>
    Ew,

    /// <summary>Greater than, later than.</summary>
    Gt,

    /// <summary>Greater than or equal.</summary>
    Ge,

    /// <summary>Less than, earlier than.</summary>
    Lt,

    /// <summary>Less than or equal.</summary>
    Le,
}
