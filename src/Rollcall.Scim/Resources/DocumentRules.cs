using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>What every document must satisfy before it is stored, whichever way it came about.</summary>
internal static class DocumentRules
{
    /// <summary>Drops empty containers, makes <c>schemas</c> truthful, and refuses a document that lacks what its schemas require.</summary>
    public static void Settle(JsonObject document, ResourceType type)
    {
        foreach (var extension in type.Extensions)
        {
            if (document[extension.Schema.Id] is JsonObject { Count: 0 })
            {
                document.Remove(extension.Schema.Id);
            }
        }

        SetSchemas(document, type);
        Require(document, type.Schema.Attributes, "");
        foreach (var extension in type.Extensions)
        {
            RequireExtension(document, extension);
        }
    }

    private static void RequireExtension(JsonObject document, SchemaExtension extension)
    {
        if (document[extension.Schema.Id] is JsonObject container)
        {
            Require(container, extension.Schema.Attributes, extension.Schema.Id + ":");
        }
        else if (extension.Required)
        {
            throw ScimRefusal.Value($"{extension.Schema.Id} is required.");
        }
    }

    /// <summary>The base schema, and an extension exactly when the resource has something of it (RFC 7643 section 3.3).</summary>
    private static void SetSchemas(JsonObject document, ResourceType type)
    {
        var schemas = new JsonArray(type.Schema.Id);
        foreach (var extension in type.Extensions)
        {
            if (document.ContainsKey(extension.Schema.Id))
            {
                schemas.Add(extension.Schema.Id);
            }
        }

        document["schemas"] = schemas;
    }

    private static void Require(JsonObject owner, IReadOnlyList<AttributeDefinition> attributes, string prefix)
    {
        foreach (var attribute in attributes)
        {
            var value = owner[attribute.Name];
            if (attribute.Required && attribute.Mutability != Mutability.ReadOnly && IsBlank(value))
            {
                throw ScimRefusal.Value($"{prefix}{attribute.Name} is required.");
            }

            if (value is not null && attribute.Type == AttributeType.Complex)
            {
                RequireParts(value, attribute, prefix + attribute.Name + ".");
            }
        }
    }

    private static void RequireParts(JsonNode value, AttributeDefinition attribute, string prefix)
    {
        foreach (var element in value is JsonArray array ? array.AsEnumerable() : [value])
        {
            if (element is JsonObject complex)
            {
                Require(complex, attribute.SubAttributes, prefix);
            }
        }
    }

    private static bool IsBlank(JsonNode? value) => value is null || (Scalars.Text(value) is { } text && string.IsNullOrWhiteSpace(text));
}
