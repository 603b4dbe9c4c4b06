namespace Rollcall.Scim.Schemas;

/// <summary>The attributes that every resource has (RFC 7643 sections 3 and 3.1). No schema repeats them.</summary>
public static class CommonAttributes
{
    /// <summary>The URNs of the schemas that a resource uses; a URN's case does not count (RFC 7644 section 3.10).</summary>
    public static AttributeDefinition Schemas { get; } = new()
    {
        Name = "schemas",
        Type = AttributeType.Reference,
        MultiValued = true,
        Required = true,
        Returned = Returned.Always,
        ReferenceTypes = ["uri"],
        Description = "The schemas of the resource.",
    };

    /// <summary>The id, given by the service provider.</summary>
    public static AttributeDefinition Id { get; } = new()
    {
        Name = "id",
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
        Returned = Returned.Always,
        Uniqueness = Uniqueness.Server,
        Description = "The id given by the service provider.",
    };

    /// <summary>The id given by the provisioning client.</summary>
    public static AttributeDefinition ExternalId { get; } = new()
    {
        Name = "externalId",
        CaseExact = true,
        Description = "The id given by the provisioning client.",
    };

    /// <summary>What the service provider knows of the resource itself.</summary>
    public static AttributeDefinition Meta { get; } = new()
    {
        Name = "meta",
        Type = AttributeType.Complex,
        Mutability = Mutability.ReadOnly,
        Description = "What the service provider knows of the resource itself.",
        SubAttributes =
        [
            Part("resourceType", AttributeType.String),
            Part("created", AttributeType.DateTime),
            Part("lastModified", AttributeType.DateTime),
            Part("location", AttributeType.Reference),
            Part("version", AttributeType.String),
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AttributeDefinition> All { get; } = [Schemas, Id, ExternalId, Meta];

    /// <summary>The common attribute of this name, case ignored, or null.</summary>
    public static AttributeDefinition? Find(string name) => AttributeDefinition.Find(All, name);

    private static AttributeDefinition Part(string name, AttributeType type) =>
        new() { Name = name, Type = type, CaseExact = true, Mutability = Mutability.ReadOnly };
}
