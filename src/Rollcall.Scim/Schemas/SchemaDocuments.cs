using System.Text.Json;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Schemas;

/// <summary>Schemas and resource types as data: what JSON documents of RFC 7643 sections 6 and 7 say, each checked by itself.</summary>
/// <remarks>Whether they fit together, and beside others, is decided by <see cref="ScimSchemas.With(SchemaDocuments)"/>.</remarks>
/// <param name="Schemas">The schemas, in the order of the documents.</param>
/// <param name="Types">The resource types, in the order of the documents.</param>
public sealed record SchemaDocuments(IReadOnlyList<SchemaDefinition> Schemas, IReadOnlyList<ResourceTypeOutline> Types)
{
    // A schema's document nests 5 deep (list, schema, attributes, subAttributes, words).
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads one document, an array of them, or a ListResponse, as <c>/Schemas</c> and <c>/ResourceTypes</c> of any provider answer it.</summary>
    /// <remarks>
    /// A document is a resource type if its <c>schemas</c> says so or if it has an <c>endpoint</c>, else a schema. An extension is a schema like any
    /// other: which type it extends is said by the type's document.
    /// </remarks>
    /// <returns>What was read, or one 400 <c>invalidSyntax</c> or <c>invalidValue</c> whose detail names every fault with its place.</returns>
    public static ScimResult<SchemaDocuments> Read(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8Json, Strict);
            var faults = new SchemaFaults();
            var read = Read(json.RootElement, faults);
            return faults.Error is { } error ? error : read;
        }
        catch (JsonException broken)
        {
            // A key that is there twice is told without a place.
            return new ScimError(400, ScimErrorType.InvalidSyntax, broken.LineNumber is { } line
                ? $"The document is not JSON: line {line + 1}, byte {broken.BytePositionInLine + 1}."
                : "The document has an object that says a key twice.");
        }
    }

    private static SchemaDocuments Read(JsonElement root, SchemaFaults faults)
    {
        List<SchemaDefinition> schemas = [];
        List<ResourceTypeOutline> types = [];
        foreach (var (item, place) in Items(root))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                faults.Add(place, "a schema or resource type must be an object");
            }
            else if (IsType(item))
            {
                types.AddRange(new ResourceTypeReading(faults).Read(item, place) is { } type ? [type] : []);
            }
            else
            {
                schemas.AddRange(new SchemaReading(faults).Read(item, place) is { } schema ? [schema] : []);
            }
        }

        return new SchemaDocuments(schemas, types);
    }

    private static IEnumerable<(JsonElement Item, string Place)> Items(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Resources", out var resources) ? resources : root;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select((item, i) => (item, $"[{i}]")) : [(list, "")];
    }

    private static bool IsType(JsonElement item) => item.TryGetProperty("endpoint", out _) || (item.TryGetProperty("schemas", out var schemas)
        && schemas.ValueKind == JsonValueKind.Array
        && schemas.EnumerateArray().Any(s => s.ValueKind == JsonValueKind.String && string.Equals(s.GetString(), Urns.ResourceType, StringComparison.OrdinalIgnoreCase)));
}
