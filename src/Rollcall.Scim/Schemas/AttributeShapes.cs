namespace Rollcall.Scim.Schemas;

/// <summary>Short ways to say the attributes that schemas are full of.</summary>
internal static class AttributeShapes
{
    public static AttributeDefinition Text(string name, string description) => new() { Name = name, Description = description };

    public static AttributeDefinition Exact(string name, string description) => new() { Name = name, Description = description, CaseExact = true };

    public static AttributeDefinition Flag(string name, string description) =>
        new() { Name = name, Description = description, Type = AttributeType.Boolean };

    public static AttributeDefinition Number(string name, string description) =>
        new() { Name = name, Description = description, Type = AttributeType.Integer };

    public static AttributeDefinition Link(string name, string description) =>
        new() { Name = name, Description = description, Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["external"] };

    public static AttributeDefinition Complex(string name, string description, params AttributeDefinition[] parts) =>
        new() { Name = name, Description = description, Type = AttributeType.Complex, SubAttributes = parts };

    /// <summary>A list of value, display, type, primary (RFC 7643 section 2.4).</summary>
    public static AttributeDefinition Plural(string name, string description, params string[] types) => Complex(
        name,
        description,
        Text("value", "The value itself."),
        Text("display", "How it is shown."),
        Text("type", "What it is for.") with { CanonicalValues = types },
        Flag("primary", "Whether it is the preferred one.")) with { MultiValued = true };

    public static AttributeDefinition WithValue(AttributeDefinition plural, AttributeDefinition value) =>
        plural with { SubAttributes = [value, .. plural.SubAttributes.Skip(1)] };

    public static AttributeDefinition Fixed(AttributeDefinition part) => part with { Mutability = Mutability.Immutable };

    public static AttributeDefinition ReadOnly(AttributeDefinition part) => part with { Mutability = Mutability.ReadOnly };

    public static AttributeDefinition Needed(AttributeDefinition part) => part with { Required = true };
}
