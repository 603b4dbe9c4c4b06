namespace Rollcall.Scim.Schemas;

/// <summary>A resource type of RFC 7643 section 6: a name, an endpoint, a base schema and its extensions.</summary>
public sealed record ResourceType
{
    /// <summary>The name: <c>User</c>, <c>Group</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The path below the base URL: <c>/Users</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The base schema, which every resource of the type names in <c>schemas</c>.</summary>
    public required SchemaDefinition Schema { get; init; }

    /// <summary>The extensions that a resource of the type may carry.</summary>
    public IReadOnlyList<SchemaExtension> Extensions { get; init; } = [];

    /// <summary>The schema of this URN among base and extensions, case ignored (RFC 7644 section 3.10), or null.</summary>
    public SchemaDefinition? FindSchema(string urn)
    {
        if (string.Equals(Schema.Id, urn, StringComparison.OrdinalIgnoreCase))
        {
            return Schema;
        }

        return FindExtension(urn)?.Schema;
    }

    /// <summary>The extension of this URN, case ignored, or null.</summary>
    public SchemaExtension? FindExtension(string urn)
    {
        foreach (var extension in Extensions)
        {
            if (string.Equals(extension.Schema.Id, urn, StringComparison.OrdinalIgnoreCase))
            {
                return extension;
            }
        }

        return null;
    }
}
