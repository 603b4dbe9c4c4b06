using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>The form in which resources lie in a store: finished JSON whose last property is a <c>meta</c> that output completes.</summary>
public static class StoredDocument
{
    private const int LargestScratch = 64 * 1024;

    /// <summary>Where each thread writes documents before they are copied at their length.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Output, Utf8JsonWriter Writer)? _scratch;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes <c>schemas</c>, <c>id</c>, the attributes, and last <c>"meta":{"resourceType":"User"}</c>. Members and groups are left out.</summary>
    public static byte[] Finish(JsonObject document, ResourceType type, string id)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(type);
        var (output, writer) = _scratch ??= Scratch();
        try
        {
            writer.WriteStartObject();
            writer.WritePropertyName("schemas");
            (document["schemas"] ?? new JsonArray(type.Schema.Id)).WriteTo(writer);
            writer.WriteString("id", id);
            foreach (var (name, value) in document)
            {
                if (value is not null && name is not ("schemas" or "id" or "meta" or "members" or "groups"))
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }
            }

            writer.WriteStartObject("meta");
            writer.WriteString("resourceType", type.Name);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.Flush();
            return output.WrittenSpan.ToArray();
        }
        finally
        {
            writer.Reset();
            output.ResetWrittenCount();
            _scratch = output.Capacity > LargestScratch ? null : _scratch;
        }
    }

    private static (ArrayBufferWriter<byte> Output, Utf8JsonWriter Writer) Scratch()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        return (output, new Utf8JsonWriter(output, Plain));
    }

    /// <summary>Reads stored bytes; they are trusted, so anything but a JSON object is a bug and throws.</summary>
    public static JsonObject Parse(ReadOnlyMemory<byte> document) => JsonTree.Read(document.Span);

    /// <summary>Copies the stored bytes and splices the rest of meta, then members or groups. No tree is built.</summary>
    public static void Write(IBufferWriter<byte> output, StoredParts parts)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(parts);
        // The bytes end in "}}": meta and the resource are opened again, and closed below.
        output.Write(parts.Document.Span[..^2]);
        WriteMeta(output, parts);
        if (parts.Members is not null)
        {
            WriteRelations(output, ",\"members\":["u8, parts.Members);
        }

        if (parts.Groups is { Count: > 0 })
        {
            WriteRelations(output, ",\"groups\":["u8, parts.Groups);
        }

        output.Write("}"u8);
    }

    /// <summary>A time as the wire shows it: UTC, milliseconds, <c>2026-11-25T08:00:00.000Z</c>.</summary>
    public static string FormatTime(DateTimeOffset time) => ScimTime.Format(time);

    private static void WriteMeta(IBufferWriter<byte> output, StoredParts parts)
    {
        output.Write(",\"created\":\""u8);
        WriteTime(output, parts.Created);
        output.Write("\",\"lastModified\":\""u8);
        WriteTime(output, parts.LastModified);
        output.Write("\",\"version\":\"W/\\\""u8);
        WriteNumber(output, parts.Version);
        output.Write("\\\"\",\"location\":"u8);
        WriteText(output, parts.Location);
        output.Write("}"u8);
    }

    private static void WriteRelations(IBufferWriter<byte> output, ReadOnlySpan<byte> opening, IReadOnlyList<RelationPart> relations)
    {
        output.Write(opening);
        for (var i = 0; i < relations.Count; i++)
        {
            var relation = relations[i];
            output.Write(i == 0 ? "{\"value\":"u8 : ",{\"value\":"u8);
            WriteText(output, relation.Id);
            output.Write(",\"$ref\":"u8);
            WriteText(output, relation.Ref);
            output.Write(",\"type\":"u8);
            WriteText(output, relation.Type);
            if (relation.Display is not null)
            {
                output.Write(",\"display\":"u8);
                WriteText(output, relation.Display);
            }

            output.Write("}"u8);
        }

        output.Write("]"u8);
    }

    private static void WriteTime(IBufferWriter<byte> output, DateTimeOffset time)
    {
        const int Length = 24;
        time.UtcDateTime.TryFormat(output.GetSpan(Length), out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        const int Longest = 20;
        System.Buffers.Text.Utf8Formatter.TryFormat(number, output.GetSpan(Longest), out var written);
        output.Advance(written);
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        if (System.Text.Ascii.IsValid(text) && text.AsSpan().IndexOfAny('"', '\\') < 0 && !text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.Contains('\u007F', StringComparison.Ordinal))
        {
            var written = System.Text.Encoding.UTF8.GetBytes(text, output.GetSpan(text.Length));
            output.Advance(written);
        }
        else
        {
            output.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        }

        output.Write("\""u8);
    }
}
