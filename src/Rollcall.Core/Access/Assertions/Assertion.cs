using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Rollcall.Core.Access.Assertions;

/// <summary>A signed JWT as it was sent (RFC 7519 in the compact form of RFC 7515), read but not yet believed.</summary>
public sealed record Assertion
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 8 * 1024;

    private const int MostAudiences = 20;

    private static readonly JsonDocumentOptions s_manners = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private byte[] Signed { get; init; } = [];

    private byte[] Signature { get; init; } = [];

    /// <summary>How it says it is signed.</summary>
    public required AssertionAlgorithm Algorithm { get; init; }

    /// <summary>By which key, or null.</summary>
    public string? KeyId { get; private init; }

    /// <summary>The <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The <c>sub</c>, or null.</summary>
    public string? Subject { get; private init; }

    /// <summary>The <c>aud</c>, one or several.</summary>
    public IReadOnlyList<string> Audiences { get; private init; } = [];

    /// <summary>The <c>jti</c>, or null.</summary>
    public string? Name { get; private init; }

    /// <summary>The <c>exp</c>, seconds since 1970; null where there is none.</summary>
    public double? Expires { get; private init; }

    /// <summary>The <c>nbf</c>, likewise.</summary>
    public double? NotBefore { get; private init; }

    /// <summary>Reads a text; null where it is no JWT that one of our algorithms may have signed.</summary>
    public static Assertion? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest || text.Split('.') is not [{ Length: > 0 } head, { Length: > 0 } body, { Length: > 0 } signature])
        {
            return null;
        }

        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head), s_manners);
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(body), s_manners);
            return Of(header.RootElement, claims.RootElement, Encoding.ASCII.GetBytes(head + "." + body), Base64Url.DecodeFromChars(signature));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether a key signed it.</summary>
    public bool IsSignedBy(IssuerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Verifies(Algorithm, Signed, Signature);
    }

    private static Assertion? Of(JsonElement header, JsonElement claims, byte[] signed, byte[] signature)
    {
        // An extension that must be understood is not (RFC 7515 section 4.1.11).
        if (header.ValueKind != JsonValueKind.Object || claims.ValueKind != JsonValueKind.Object || header.TryGetProperty("crit", out _)
            || AssertionAlgorithm.Of(Text(header, "alg")) is not { } algorithm || Text(claims, "iss") is not { Length: > 0 } issuer)
        {
            return null;
        }

        return new Assertion
        {
            Algorithm = algorithm,
            KeyId = Text(header, "kid"),
            Issuer = issuer,
            Subject = Text(claims, "sub"),
            Audiences = AudiencesOf(claims),
            Name = Text(claims, "jti"),
            Expires = Number(claims, "exp"),
            NotBefore = Number(claims, "nbf"),
            Signed = signed,
            Signature = signature,
        };
    }

    private static string[] AudiencesOf(JsonElement claims) => !claims.TryGetProperty("aud", out var audience) ? [] : audience.ValueKind switch
    {
        JsonValueKind.String => [audience.GetString()!],
        JsonValueKind.Array => [.. audience.EnumerateArray().Take(MostAudiences).Where(static one => one.ValueKind == JsonValueKind.String).Select(static one => one.GetString()!)],
        _ => [],
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
