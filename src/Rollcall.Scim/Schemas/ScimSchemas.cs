using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Schemas;

/// <summary>A catalog: the resource types that a service provider serves, and their schemas.</summary>
/// <remarks>Immutable. A host with custom schemas builds one of its own: from documents with <see cref="Read"/>, step by step with <see cref="With(SchemaDocuments)"/>, or from types in code.</remarks>
public sealed class ScimSchemas
{
    private readonly IReadOnlyList<SchemaDefinition> _unused;

    /// <summary>A catalog of these types, in this order; nothing is checked.</summary>
    public ScimSchemas(IReadOnlyList<ResourceType> types)
        : this(types, [])
    {
    }

    internal ScimSchemas(IReadOnlyList<ResourceType> types, IReadOnlyList<SchemaDefinition> unused)
    {
        ArgumentNullException.ThrowIfNull(types);
        Types = types;
        _unused = unused;
    }

    /// <summary>User with the enterprise extension, and Group, as RFC 7643 defines them.</summary>
    public static ScimSchemas Standard { get; } = new([StandardTypes.User, StandardTypes.Group]);

    /// <summary>The resource types.</summary>
    public IReadOnlyList<ResourceType> Types { get; }

    /// <summary>All schemas, each once: those of the types, base schemas first, as the types name them, then those that no type uses yet.</summary>
    public IEnumerable<SchemaDefinition> Schemas =>
        Types.SelectMany(t => t.Extensions.Select(e => e.Schema).Prepend(t.Schema)).Concat(_unused).DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The standard catalog and what these documents add to it (RFC 7643 sections 6 and 7, as JSON).</summary>
    /// <param name="utf8Json">One schema or resource type, an array of them, or a ListResponse.</param>
    /// <returns>The catalog, or one 400 whose detail names every fault.</returns>
    public static ScimResult<ScimSchemas> Read(ReadOnlyMemory<byte> utf8Json) => SchemaDocuments.Read(utf8Json).Then(Standard.With);

    /// <summary>This catalog and what the documents add to it.</summary>
    /// <remarks>
    /// A resource type with the name of one that is there adds its extensions to it (so User and Group are extended: name, endpoint and schema repeat
    /// what stands, and extensions that stand may be left out). A schema that is there already is refused: what resources were checked against
    /// is not changed under them.
    /// </remarks>
    /// <returns>The new catalog, or one 400 <c>invalidValue</c> whose detail names every fault.</returns>
    public ScimResult<ScimSchemas> With(SchemaDocuments added)
    {
        ArgumentNullException.ThrowIfNull(added);
        return SchemaJoining.Join(this, added);
    }

    /// <summary>The type of this name, case ignored, or null.</summary>
    public ResourceType? FindType(string name) => Types.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The schema of this URN, case ignored (RFC 7644 section 3.10), or null.</summary>
    public SchemaDefinition? FindSchema(string urn) => Schemas.FirstOrDefault(s => string.Equals(s.Id, urn, StringComparison.OrdinalIgnoreCase));
}
