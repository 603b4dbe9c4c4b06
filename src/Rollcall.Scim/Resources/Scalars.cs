using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.Resources;

/// <summary>Single JSON values, seen as what a schema says they are.</summary>
internal static class Scalars
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool? Flag(JsonNode? node) => (node as JsonValue)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The literal of a number, or null.</summary>
    public static string? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : null;

    /// <summary>Without fraction and exponent (RFC 7643 section 2.3.4).</summary>
    public static bool IsInteger(string literal) => literal.AsSpan().IndexOfAny(".eE") < 0;

    /// <summary>Compares two JSON number literals: exactly where both fit a decimal, else as doubles.</summary>
    public static int CompareNumbers(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var b))
        {
            return a.CompareTo(b);
        }

        return double.Parse(left, CultureInfo.InvariantCulture).CompareTo(double.Parse(right, CultureInfo.InvariantCulture));
    }

    /// <summary>Base64 or base64url, padding optional (RFC 7643 section 2.3.6). Line breaks are no part of it.</summary>
    public static bool IsBinary(string text)
    {
        var body = text.AsSpan().TrimEnd('=');
        return text.Length - body.Length <= 2 && body.Length % 4 != 1 && body.IndexOfAnyExcept(BinaryChars) < 0;
    }

    /// <summary>"True" and "false" in any case.</summary>
    public static bool? FlagWord(string text) =>
        string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) ? true
        : string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) ? false
        : null;

    private static readonly System.Buffers.SearchValues<char> BinaryChars =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
}
