namespace Rollcall.Scim.Schemas;

/// <summary>A catalog: the resource types that a service provider serves, and their schemas.</summary>
/// <remarks>Immutable; a host with custom schemas builds one of its own from resource types.</remarks>
public sealed class ScimSchemas
{
    /// <summary>A catalog of these types, in this order.</summary>
    public ScimSchemas(IReadOnlyList<ResourceType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        Types = types;
    }

    /// <summary>User with the enterprise extension, and Group, as RFC 7643 defines them.</summary>
    public static ScimSchemas Standard { get; } = new([StandardTypes.User, StandardTypes.Group]);

    /// <summary>The resource types.</summary>
    public IReadOnlyList<ResourceType> Types { get; }

    /// <summary>All schemas of the types, each once: base schemas first, as the types name them.</summary>
    public IEnumerable<SchemaDefinition> Schemas =>
        Types.SelectMany(t => t.Extensions.Select(e => e.Schema).Prepend(t.Schema)).DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of this name, case ignored, or null.</summary>
    public ResourceType? FindType(string name) => Types.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The schema of this URN, case ignored (RFC 7644 section 3.10), or null.</summary>
    public SchemaDefinition? FindSchema(string urn) => Schemas.FirstOrDefault(s => string.Equals(s.Id, urn, StringComparison.OrdinalIgnoreCase));
}
