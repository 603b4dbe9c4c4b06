using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>What a path of a filter leads to.</summary>
/// <param name="Leaf">The attribute or sub-attribute.</param>
/// <param name="Values">Its values, none of them null: those of all elements where a list lies on the way.</param>
internal sealed record Located(AttributeDefinition Leaf, IReadOnlyList<JsonNode> Values)
{
    /// <summary>Within a resource; null where no schema of the type knows the path, or nobody may read it.</summary>
    public static Located? InDocument(ResourceType type, JsonObject document, RelationValues? relations, AttributePath path)
    {
        if (AttributeTarget.Find(type, path) is not { } target || target.Leaf.Returned == Returned.Never)
        {
            return null;
        }

        var nodes = new List<JsonNode>();
        Spread(Stored(target, type, document, relations), target.Sub, nodes);
        return new Located(target.Leaf, nodes);
    }

    /// <summary>Within one element of a list; null where the element has no such part.</summary>
    public static Located? InElement(AttributeDefinition attribute, JsonNode? element, AttributePath path)
    {
        if (path.SchemaUrn is not null || path.SubName is not null)
        {
            return null;
        }

        if (attribute.Type != AttributeType.Complex)
        {
            return string.Equals(path.Name, "value", StringComparison.OrdinalIgnoreCase)
                ? new Located(attribute with { MultiValued = false }, element is null ? [] : [element])
                : null;
        }

        if (attribute.Find(path.Name) is not { } sub || sub.Returned == Returned.Never)
        {
            return null;
        }

        return (element as JsonObject)?[sub.Name] is { } value ? new Located(sub, [value]) : new Located(sub, []);
    }

    private static void Spread(JsonNode? node, AttributeDefinition? sub, List<JsonNode> into)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Spread(element, sub, into);
            }
        }
        else if (sub is null)
        {
            AddTo(into, node);
        }
        else
        {
            Spread((node as JsonObject)?[sub.Name], null, into);
        }
    }

    private static void AddTo(List<JsonNode> into, JsonNode? node)
    {
        if (node is not null)
        {
            into.Add(node);
        }
    }

    private static JsonNode? Stored(AttributeTarget target, ResourceType type, JsonObject document, RelationValues? relations)
    {
        if (target.Extension is not null)
        {
            return (document[target.Extension.Id] as JsonObject)?[target.Attribute.Name];
        }

        if (target.IsMembers)
        {
            return Ids(relations?.MemberIds);
        }

        if (target.IsGroups)
        {
            return Ids(relations?.GroupIds);
        }

        return target.Attribute.Name switch
        {
            "id" => relations?.Id ?? document["id"],
            "meta" => Meta(type, document, relations),
            var name => document[name],
        };
    }

    private static JsonArray? Ids(IReadOnlyCollection<string>? ids) =>
        ids is null ? null : new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["value"] = id })]);

    private static JsonObject Meta(ResourceType type, JsonObject document, RelationValues? relations)
    {
        var meta = document["meta"] is JsonObject stored ? (JsonObject)stored.DeepClone() : new JsonObject();
        meta["resourceType"] = type.Name;
        SetWhereKnown(meta, "created", relations?.Created is { } created ? ScimTime.Format(created) : null);
        SetWhereKnown(meta, "lastModified", relations?.LastModified is { } modified ? ScimTime.Format(modified) : null);
        SetWhereKnown(meta, "version", relations?.Version is { } version ? EntityTag.Print(version) : null);
        SetWhereKnown(meta, "location", relations?.Location);
        return meta;
    }

    private static void SetWhereKnown(JsonObject meta, string name, string? value)
    {
        if (value is not null)
        {
            meta[name] = value;
        }
    }
}
