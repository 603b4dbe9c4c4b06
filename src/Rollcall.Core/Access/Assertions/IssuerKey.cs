using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Rollcall.Core.Access.Assertions;

/// <summary>A public key that an issuer publishes (RFC 7517): RSA of 2048 to 8192 bits, or a NIST curve.</summary>
public sealed record IssuerKey
{
    /// <summary>The most keys of one document that are looked at.</summary>
    public const int Most = 50;

    private const int LeastRsaBytes = 2048 / 8;
    private const int MostRsaBytes = 8192 / 8;

    private RSAParameters? Rsa { get; init; }

    private ECParameters? Curve { get; init; }

    /// <summary>Its name, or null.</summary>
    public string? Id { get; private init; }

    /// <summary>For which algorithm alone, where the document says so.</summary>
    public string? Algorithm { get; private init; }

    /// <summary>The keys of a document that sign; null where it is no key set. What cannot be used is left out.</summary>
    public static IReadOnlyList<IssuerKey>? Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 8 });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
                ? [.. keys.EnumerateArray().Take(Most).Select(Of).OfType<IssuerKey>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a signature is good. The key's kind must be the algorithm's: an algorithm chosen by the sender cannot make one kind of key into another.</summary>
    public bool Verifies(AssertionAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (Algorithm is not null && Algorithm != algorithm.Name)
        {
            return false;
        }

        try
        {
            if (algorithm.Curve is { } oid)
            {
                return Curve is { } curve && curve.Curve.Oid.Value == oid && VerifiesCurve(curve, algorithm, signed, signature);
            }

            return Rsa is { } rsa && VerifiesRsa(rsa, algorithm, signed, signature);
        }
        catch (CryptographicException)
        {
            // Numbers that are no key.
            return false;
        }
    }

    private static bool VerifiesCurve(ECParameters curve, AssertionAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(curve);
        return key.VerifyData(signed, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool VerifiesRsa(RSAParameters rsa, AssertionAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var key = RSA.Create(rsa);
        return key.VerifyData(signed, signature, algorithm.Hash, algorithm.Padding!);
    }

    private static IssuerKey? Of(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "use") is not (null or "sig"))
        {
            return null;
        }

        var (id, algorithm) = (Text(key, "kid"), Text(key, "alg"));
        return Text(key, "kty") switch
        {
            "RSA" when Bytes(key, "n") is { } n && Bytes(key, "e") is { Length: <= 8 } e && n.Length is >= LeastRsaBytes and <= MostRsaBytes =>
                new IssuerKey { Id = id, Algorithm = algorithm, Rsa = new RSAParameters { Modulus = n, Exponent = e } },
            "EC" when CurveOf(Text(key, "crv")) is var (curve, size) && Bytes(key, "x") is { } x && Bytes(key, "y") is { } y && x.Length == size && y.Length == size =>
                new IssuerKey { Id = id, Algorithm = algorithm, Curve = new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } } },
            _ => null,
        };
    }

    private static (ECCurve Curve, int Size)? CurveOf(string? name) => name switch
    {
        "P-256" => (ECCurve.CreateFromValue(AssertionAlgorithm.P256), 32),
        "P-384" => (ECCurve.CreateFromValue(AssertionAlgorithm.P384), 48),
        "P-521" => (ECCurve.CreateFromValue(AssertionAlgorithm.P521), 66),
        _ => null,
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement element, string name)
    {
        try
        {
            return Text(element, name) is { Length: > 0 and <= 2000 } text ? Base64Url.DecodeFromChars(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
