using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>The answer to a bulk request (RFC 7644 section 3.7.3).</summary>
public static class BulkResponse
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes it. A status is a JSON string, as the RFC prints it in section 3.7.3 (its figures show an object with <c>code</c> too, which it never
    /// explains). The body of an operation stands there only where it failed.
    /// </summary>
    public static void Write(IBufferWriter<byte> output, IEnumerable<BulkResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        using var writer = new Utf8JsonWriter(output, Plain);
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(Urns.BulkResponse);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations");
        foreach (var result in results)
        {
            Write(writer, result);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BulkResult result)
    {
        writer.WriteStartObject();
        WriteWhereSet(writer, "location", result.Location);
        writer.WriteString("method", result.Method);
        WriteWhereSet(writer, "bulkId", result.BulkId);
        WriteWhereSet(writer, "version", result.Version);
        writer.WriteString("status", result.Status.ToString(CultureInfo.InvariantCulture));
        if (result.Error is not null)
        {
            var body = new ArrayBufferWriter<byte>();
            ErrorBody.Write(body, result.Error);
            writer.WritePropertyName("response");
            writer.WriteRawValue(body.WrittenSpan, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteWhereSet(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
