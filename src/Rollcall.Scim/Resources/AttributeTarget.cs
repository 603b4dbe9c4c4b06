using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>A name that a client wrote, found in the schemas of a resource type.</summary>
/// <param name="Extension">The extension that defines it, or null for the base schema and the common attributes.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Sub">The sub-attribute, where one was named.</param>
internal sealed record AttributeTarget(SchemaDefinition? Extension, AttributeDefinition Attribute, AttributeDefinition? Sub)
{
    /// <summary>What is compared or set in the end.</summary>
    public AttributeDefinition Leaf => Sub ?? Attribute;

    /// <summary>The name for people.</summary>
    public string Shown => (Extension is null ? "" : Extension.Id + ":") + Attribute.Name + (Sub is null ? "" : "." + Sub.Name);

    /// <summary>A group's members, which are rows of their own and no part of the document.</summary>
    public bool IsMembers => Extension is null && Attribute.Name == "members" && Attribute.Type == AttributeType.Complex && Attribute.MultiValued;

    /// <summary>A user's groups, which are the other side of those rows.</summary>
    public bool IsGroups => Extension is null && Attribute.Name == "groups" && Attribute.Mutability == Mutability.ReadOnly;

    /// <summary>True where the name stood without the URN of the extension that it belongs to.</summary>
    public bool WasBare { get; private init; }

    /// <summary>The attribute of this path, or null where no schema of the type knows it.</summary>
    public static AttributeTarget? Find(ResourceType type, AttributePath path)
    {
        if (path.SchemaUrn is not null)
        {
            return type.FindSchema(SchemaAliases.Resolve(path.SchemaUrn)) is { } schema
                ? In(schema, ReferenceEquals(schema, type.Schema), path)
                : null;
        }

        return In(type.Schema, isBase: true, path) ?? InExtensions(type, path);
    }

    private static AttributeTarget? InExtensions(ResourceType type, AttributePath path)
    {
        foreach (var extension in type.Extensions)
        {
            if (In(extension.Schema, isBase: false, path) is { } found)
            {
                return found with { WasBare = true };
            }
        }

        return null;
    }

    private static AttributeTarget? In(SchemaDefinition schema, bool isBase, AttributePath path)
    {
        var attribute = schema.Find(path.Name) ?? (isBase ? CommonAttributes.Find(path.Name) : null);
        if (attribute is null)
        {
            return null;
        }

        var sub = path.SubName is null ? null : attribute.Find(path.SubName);
        return path.SubName is not null && sub is null ? null : new AttributeTarget(isBase ? null : schema, attribute, sub);
    }
}
