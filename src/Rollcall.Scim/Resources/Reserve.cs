using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>The attributes of a type that an answer does not show by itself: those never returned, and those returned on request (RFC 7643 section 7, <c>returned</c>).</summary>
internal static class Reserve
{
    private static readonly ConditionalWeakTable<ResourceType, IReadOnlyList<AttributeTarget>> s_known = [];

    /// <summary>
    /// All that a document may hold. Members and groups are left out, since what is not loaded needs no removing, and so is what is writeOnly as a whole, since it is never stored.
    /// </summary>
    public static IReadOnlyList<AttributeTarget> Of(ResourceType type) => s_known.GetValue(type, Find);

    /// <summary>Removes one from a document.</summary>
    public static void Remove(JsonObject document, AttributeTarget target)
    {
        if ((target.Extension is { } extension ? document[extension.Id] as JsonObject : document) is not { } owner)
        {
            return;
        }

        if (target.Sub is null)
        {
            owner.Remove(target.Attribute.Name);
        }
        else if (owner[target.Attribute.Name] is { } value)
        {
            RemovePart(owner, target, value);
        }

        if (owner.Count == 0 && target.Extension is not null)
        {
            document.Remove(target.Extension.Id);
        }
    }

    private static void RemovePart(JsonObject owner, AttributeTarget target, JsonNode value)
    {
        foreach (var element in value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : [])
        {
            element.Remove(target.Sub!.Name);
        }

        (value as JsonArray)?.RemoveAll(static e => e is JsonObject { Count: 0 });
        if (value is JsonArray { Count: 0 } or JsonObject { Count: 0 })
        {
            owner.Remove(target.Attribute.Name);
        }
    }

    private static List<AttributeTarget> Find(ResourceType type) =>
    [
        .. type.Extensions.Select(static e => (e.Schema, (SchemaDefinition?)e.Schema)).Prepend((type.Schema, null))
            .SelectMany(static pair => pair.Schema.Attributes.SelectMany(a => a.SubAttributes.Select(s => new AttributeTarget(pair.Item2, a, s)).Prepend(new AttributeTarget(pair.Item2, a, null))))
            .Where(static t => t.Leaf.Returned is Returned.Never or Returned.Request && t.Attribute.Mutability != Mutability.WriteOnly && !t.IsMembers && !t.IsGroups),
    ];
}
