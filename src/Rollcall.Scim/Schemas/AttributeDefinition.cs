namespace Rollcall.Scim.Schemas;

/// <summary>One attribute of a schema, with its characteristics (RFC 7643 section 7).</summary>
public sealed record AttributeDefinition
{
    /// <summary>The name in the casing of the schema.</summary>
    public required string Name { get; init; }

    /// <summary>The data type of a value.</summary>
    public AttributeType Type { get; init; } = AttributeType.String;

    /// <summary>True where the attribute holds a list.</summary>
    public bool MultiValued { get; init; }

    /// <summary>True where a resource without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>True where case counts in comparisons.</summary>
    public bool CaseExact { get; init; }

    /// <summary>Who may set it.</summary>
    public Mutability Mutability { get; init; } = Mutability.ReadWrite;

    /// <summary>When it is returned.</summary>
    public Returned Returned { get; init; } = Returned.Default;

    /// <summary>Where it is unique.</summary>
    public Uniqueness Uniqueness { get; init; } = Uniqueness.None;

    /// <summary>Suggested values; never enforced (RFC 7643 section 7 allows it, and identity providers send others).</summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    /// <summary>What a reference may point to: resource type names, <c>external</c>, <c>uri</c>.</summary>
    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    /// <summary>The parts of a complex attribute; empty for all others.</summary>
    public IReadOnlyList<AttributeDefinition> SubAttributes { get; init; } = [];

    /// <summary>What it means, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The part of this name, case ignored (RFC 7643 section 2.1), or null.</summary>
    public AttributeDefinition? Find(string name) => Find(SubAttributes, name);

    internal static AttributeDefinition? Find(IReadOnlyList<AttributeDefinition> among, string name)
    {
        for (var i = 0; i < among.Count; i++)
        {
            if (string.Equals(among[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return among[i];
            }
        }

        return null;
    }
}
