namespace Rollcall.Scim.Expressions;

/// <summary>An attribute as a client names it (RFC 7644 section 3.10): an optional schema URN, a name, an optional sub-attribute.</summary>
/// <param name="SchemaUrn">The URN before the name, as written, or null.</param>
/// <param name="Name">The attribute's name, as written; names are compared with case ignored.</param>
/// <param name="SubName">The sub-attribute's name, as written, or null.</param>
public sealed record AttributePath(string? SchemaUrn, string Name, string? SubName = null)
{
    /// <summary>The path as SCIM text.</summary>
    public override string ToString() => (SchemaUrn is null ? Name : SchemaUrn + ":" + Name) + (SubName is null ? "" : "." + SubName);

    /// <summary>True where both mean the same attribute, case ignored.</summary>
    public bool Means(AttributePath other) =>
        other is not null && Same(SchemaUrn, other.SchemaUrn) && Same(Name, other.Name) && Same(SubName, other.SubName);

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
