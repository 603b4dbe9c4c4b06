namespace Rollcall.Scim.Expressions;

/// <summary>The target of a PATCH operation (RFC 7644 section 3.5.2, figure 7).</summary>
public abstract record PatchPath
{
    private PatchPath() { }

    /// <summary>An attribute, or a sub-attribute of it: <c>name.givenName</c>.</summary>
    public sealed record Named(AttributePath Path) : PatchPath;

    /// <summary>Elements of a multi-valued attribute, or one sub-attribute of them: <c>emails[type eq "work"].value</c>.</summary>
    public sealed record Elements(AttributePath Path, Filter Where, string? SubName) : PatchPath;

    /// <summary>A text that may be the URN of an extension alone, and then means its whole container; the schemas at hand decide.</summary>
    public sealed record Urn(string Value) : PatchPath;
}
