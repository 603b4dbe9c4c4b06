using System.Buffers;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>The form in which resources lie in a store: finished JSON whose last property is an open-ended <c>meta</c>.</summary>
public static class StoredDocument
{
    /// <summary>Writes <c>schemas</c>, <c>id</c>, the attributes, and last <c>"meta":{"resourceType":"User"}</c>.</summary>
    public static byte[] Finish(JsonObject document, ResourceType type, string id) => throw new NotSupportedException("not filled yet");

    /// <summary>Reads stored bytes; they are trusted, so anything but a JSON object is a bug and throws.</summary>
    public static JsonObject Parse(ReadOnlyMemory<byte> document) => throw new NotSupportedException("not filled yet");

    /// <summary>Copies the stored bytes and splices the rest of meta, then members or groups. No tree is built.</summary>
    public static void Write(IBufferWriter<byte> output, StoredParts parts) => throw new NotSupportedException("not filled yet");

    /// <summary>A time as the wire shows it: UTC, milliseconds, <c>2026-11-25T08:00:00.000Z</c>.</summary>
    public static string FormatTime(DateTimeOffset time) => throw new NotSupportedException("not filled yet");
}
