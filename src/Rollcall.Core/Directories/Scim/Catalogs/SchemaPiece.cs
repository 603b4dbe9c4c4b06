using System.Text;
using System.Text.Json;
using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>One document of a wish: a schema or a resource type, read, and as it will be stored.</summary>
public abstract record SchemaPiece
{
    /// <summary>The largest document of one schema or type, in bytes.</summary>
    public const int LargestDocument = 256 * 1024;

    private SchemaPiece(byte[] document) => Document = document;

    /// <summary>The JSON in UTF-8.</summary>
    public byte[] Document { get; }

    /// <summary>A schema.</summary>
    public sealed record OfSchema(SchemaDefinition Schema, byte[] Json) : SchemaPiece(Json);

    /// <summary>A resource type.</summary>
    public sealed record OfType(ResourceTypeOutline Type, byte[] Json) : SchemaPiece(Json);

    /// <summary>Reads one document, an array of them or a ListResponse; the refusal names every fault with its place.</summary>
    public static Outcome<IReadOnlyList<SchemaPiece>> Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (!SchemaDocuments.Read(utf8Json).TryGet(out _, out var error))
        {
            return SchemaRefusals.Unfit(error.Detail);
        }

        using var json = JsonDocument.Parse(utf8Json);
        var root = json.RootElement;
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Resources", out var resources) ? resources : root;
        var pieces = new List<SchemaPiece>();
        foreach (var document in (list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().AsEnumerable() : [list]).Select(item => Encoding.UTF8.GetBytes(item.GetRawText())))
        {
            if (document.Length > LargestDocument)
            {
                return SchemaRefusals.TooLarge;
            }

            var read = SchemaDocuments.Read(document).Match(d => d, e => throw new InvalidOperationException(e.Detail));
            pieces.Add(read.Types is [var type] ? new OfType(type, document) : new OfSchema(read.Schemas[0], document));
        }

        return Outcome(pieces);
    }

    private static Outcome<IReadOnlyList<SchemaPiece>> Outcome(IReadOnlyList<SchemaPiece> pieces) => new Outcome<IReadOnlyList<SchemaPiece>>.Done(pieces);
}
