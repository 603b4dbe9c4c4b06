using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A stored resource to the bytes that a client reads.</summary>
internal static class ResourceBody
{
    // The answer is JSON and never part of an HTML page, so text need not be escaped beyond what JSON asks for.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> output, StoredResource resource, AnswerShape shape, ScimScope scope)
    {
        var parts = Parts(resource, scope);
        if (shape.IsWhole)
        {
            StoredDocument.Write(output, parts);
            return;
        }

        var whole = new ArrayBufferWriter<byte>(resource.Document.Length + 512);
        StoredDocument.Write(whole, parts);
        Write(output, shape.Projection.Apply(StoredDocument.Parse(whole.WrittenMemory)));
    }

    public static void Write(IBufferWriter<byte> output, JsonObject document)
    {
        using var writer = new Utf8JsonWriter(output, Writing);
        document.WriteTo(writer);
    }

    private static StoredParts Parts(StoredResource resource, ScimScope scope) => new()
    {
        Document = resource.Document,
        Version = resource.Version,
        Created = resource.Created,
        LastModified = resource.LastModified,
        Location = scope.Locate(resource.Type, resource.Id),
        Members = resource.Members is { } members ? Relate(members, scope, null) : null,
        Groups = resource.Groups is { } groups ? Relate(groups, scope, "direct") : null,
    };

    private static RelationPart[] Relate(IReadOnlyList<Reference> references, ScimScope scope, string? shownType)
    {
        var parts = new RelationPart[references.Count];
        ResourceType? type = null;
        for (var i = 0; i < parts.Length; i++)
        {
            var reference = references[i];
            if (type?.Name != reference.Type)
            {
                type = scope.Schemas.FindType(reference.Type) ?? throw new InvalidOperationException($"The store names an unknown type '{reference.Type}'.");
            }

            parts[i] = new RelationPart(reference.Id, shownType ?? type.Name, reference.Display, scope.Locate(type, reference.Id));
        }

        return parts;
    }
}
