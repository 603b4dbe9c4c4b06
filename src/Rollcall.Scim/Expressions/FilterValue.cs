namespace Rollcall.Scim.Expressions;

/// <summary>The value of a comparison: a JSON literal.</summary>
public abstract record FilterValue
{
    private FilterValue() { }

    /// <summary>A string.</summary>
    public sealed record Text(string Value) : FilterValue;

    /// <summary>A number, as it was written.</summary>
    public sealed record Number(string Literal) : FilterValue;

    /// <summary>true or false.</summary>
    public sealed record Boolean(bool Value) : FilterValue;

    /// <summary>null.</summary>
    public sealed record Null : FilterValue;
}
