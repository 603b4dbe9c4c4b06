using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rollcall.Core.Journal;

/// <summary>Takes out of requests what the journal must not hold: secrets everywhere, and in queries the values that were asked for.</summary>
public static partial class Redaction
{
    /// <summary>The longest body kept, in bytes.</summary>
    public const int LongestBody = 8 * 1024;

    /// <summary>The most bytes that a note on a cut body adds.</summary>
    public const int LongestNote = 64;

    /// <summary>What stands for what was taken out.</summary>
    public const string Mask = "***";

    private const int LongestRead = 1024 * 1024;

    private static readonly string[] s_secret =
        ["password", "passwd", "pwd", "secret", "token", "credential", "authorization", "apikey", "api_key", "privatekey", "private_key", "passphrase", "cookie"];

    private static readonly SearchValues<string> s_secretWords = SearchValues.Create(s_secret, StringComparison.OrdinalIgnoreCase);

    /// <summary>A body as it may be kept: secret values masked, cut after 8 KiB. What is no JSON is not kept, but its length is.</summary>
    public static byte[] Body(ReadOnlyMemory<byte> body)
    {
        if (body.Length > LongestRead)
        {
            return Note($"({body.Length} bytes, too many to keep)");
        }

        try
        {
            if (IsPlain(body.Span))
            {
                return body.ToArray();
            }

            using var document = JsonDocument.Parse(body);
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            {
                Write(writer, document.RootElement);
            }

            return Cut(Tokens().Replace(Encoding.UTF8.GetString(buffer.WrittenSpan), "${known}_" + Mask));
        }
        catch (JsonException)
        {
            return Note($"({body.Length} bytes that are no JSON)");
        }
    }

    /// <summary>A query as it may be kept: of parameters that SCIM knows the values, but none that a filter compares with; of others the name.</summary>
    /// <param name="query">The query, with or without the question mark.</param>
    public static string? Query(string? query)
    {
        var text = query?.TrimStart('?');
        return string.IsNullOrEmpty(text) ? null : string.Join('&', text.Split('&', 32).Select(QueryRedaction.Parameter));
    }

    /// <summary>A text from outside as it may be kept and printed: no control characters, no token of ours, at most so long.</summary>
    public static string Text(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = text.Length <= longest + 64 ? text : text[..(longest + 64)];
        var safe = Tokens().Replace(cut.Any(IsUnsafe) ? new string([.. cut.Select(c => IsUnsafe(c) ? '?' : c)]) : cut, "${known}_" + Mask);
        return safe.Length <= longest ? safe : safe[..longest];
    }

    internal static bool IsSecret(ReadOnlySpan<char> name) => name.ContainsAny(s_secretWords);

    /// <summary>Whether JSON can be kept as it came: short, plain ASCII in one line, nothing escaped, and not one of the words in it, whether as a name or otherwise.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> body)
    {
        if (body.Length > LongestBody || !Ascii.IsValid(body) || body.ContainsAnyInRange((byte)0, (byte)0x1F) || body.ContainsAny((byte)'\\', (byte)0x7F))
        {
            return false;
        }

        Span<char> text = stackalloc char[body.Length];
        Ascii.ToUtf16(body, text, out _);
        if (IsSecret(text) || Tokens().IsMatch(text))
        {
            return false;
        }

        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
        }

        return true;
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    /// <summary>Depth is bounded by the reader (64).</summary>
    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>In a PATCH operation the secret's name stands in <c>path</c>, and the secret in <c>value</c>, in either order.</summary>
    private static void WriteObject(Utf8JsonWriter writer, JsonElement element)
    {
        var secretPath = element.EnumerateObject().Any(p =>
            p.Name.Equals("path", StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind == JsonValueKind.String && IsSecret(p.Value.GetString()!));
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            if (IsSecret(property.Name) || (secretPath && property.Name.Equals("value", StringComparison.OrdinalIgnoreCase)))
            {
                writer.WriteStringValue(Mask);
            }
            else
            {
                Write(writer, property.Value);
            }
        }

        writer.WriteEndObject();
    }

    private static byte[] Cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= LongestBody)
        {
            return bytes;
        }

        var end = LongestBody;
        while ((bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return [.. bytes.AsSpan(0, end), .. Note($" ... (cut; {bytes.Length} bytes)")];
    }

    private static byte[] Note(string text) => Encoding.UTF8.GetBytes(text);

    [GeneratedRegex("(?<known>rc[a-z]_[A-Za-z0-9]{8})_[A-Za-z0-9_-]{8,}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();
}
