using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>The body of an error (RFC 7644 section 3.12).</summary>
public static class ErrorBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it; the detail begins with the host's code where there is one: <c>RC103: ...</c>. The status is a JSON string, as the RFC has it.</summary>
    public static void Write(IBufferWriter<byte> output, ScimError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        using var writer = new Utf8JsonWriter(output, Plain);
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(Urns.Error);
        writer.WriteEndArray();
        writer.WriteString("status", error.Status.ToString(CultureInfo.InvariantCulture));
        if (error.Type is { } type)
        {
            writer.WriteString("scimType", Keyword(type));
        }

        writer.WriteString("detail", error.Code is null ? error.Detail : error.Code + ": " + error.Detail);
        writer.WriteEndObject();
    }

    /// <summary>Reads one, as a client does; null where the bytes are none. A status written as a number is read too.</summary>
    public static ScimError? Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (!ResourceReader.ParseObject(utf8Json).TryGet(out var body, out _))
        {
            return null;
        }

        var status = Scalars.Text(body["status"]) ?? Scalars.Number(body["status"]);
        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        return new ScimError(code, Type(Scalars.Text(body["scimType"])), Scalars.Text(body["detail"]) ?? "");
    }

    /// <summary>The keyword on the wire: <c>invalidFilter</c>.</summary>
    public static string Keyword(ScimErrorType type)
    {
        var name = type.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static ScimErrorType? Type(string? keyword) =>
        keyword is { Length: > 0 } && char.IsAsciiLetter(keyword[0]) && Enum.TryParse(keyword, ignoreCase: true, out ScimErrorType type) ? type : null;
}
