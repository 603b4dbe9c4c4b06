namespace Rollcall.Scim.Schemas;

/// <summary>A schema of RFC 7643 section 7: a URN and the attributes it defines.</summary>
public sealed record SchemaDefinition
{
    /// <summary>The URN.</summary>
    public required string Id { get; init; }

    /// <summary>A short name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it describes, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its attributes; the common ones (id, externalId, meta, schemas) are not repeated here.</summary>
    public required IReadOnlyList<AttributeDefinition> Attributes { get; init; }

    /// <summary>The attribute of this name, case ignored (RFC 7643 section 2.1), or null.</summary>
    public AttributeDefinition? Find(string name) => AttributeDefinition.Find(Attributes, name);
}
