using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Messages.Events;

/// <summary>A public key that signatures are verified with, as JSON Web Key sets carry them (RFC 7517): P-256 for ES256, RSA of at least 2048 bits for RS256.</summary>
public sealed class VerificationKey
{
    private const int CoordinateBytes = 32;
    private const int LeastModulusBytes = 256;
    private const int MostModulusBytes = 1024;

    private readonly ECParameters? _point;
    private readonly RSAParameters _modulus;

    private VerificationKey(string id, ECParameters? point, RSAParameters modulus)
    {
        Id = id;
        _point = point;
        _modulus = modulus;
    }

    /// <summary>The name of the key, the header <c>kid</c>.</summary>
    public string Id { get; }

    /// <summary>The one algorithm that it is used with: <c>ES256</c> or <c>RS256</c>.</summary>
    public string Algorithm => _point is null ? "RS256" : "ES256";

    /// <summary>The public half of a pair on P-256.</summary>
    public static VerificationKey Of(string id, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var point = key.ExportParameters(includePrivateParameters: false);
        point.Curve = ECCurve.NamedCurves.nistP256;
        return new VerificationKey(id, point, default);
    }

    /// <summary>A key set as JSON, for the route that publishes it.</summary>
    public static JsonObject ToJson(IEnumerable<VerificationKey> keys) => new() { ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)key.ToJson())]) };

    /// <summary>Reads a key set; keys of other kinds, for other uses or too weak are passed over. 400 where it is no key set.</summary>
    public static ScimResult<IReadOnlyList<VerificationKey>> ReadSet(ReadOnlyMemory<byte> utf8Json) => ResourceReader.ParseObject(utf8Json).Then(ReadSet);

    /// <summary>Whether a signature, in the form of JWS, is this key's over the data.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (_point is { } point)
        {
            using var key = ECDsa.Create(point);
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }

        using var rsa = RSA.Create(_modulus);
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private JsonObject ToJson()
    {
        var key = new JsonObject { ["kid"] = Id, ["use"] = "sig", ["alg"] = Algorithm };
        if (_point is { } point)
        {
            key["kty"] = "EC";
            key["crv"] = "P-256";
            key["x"] = Base64Url.EncodeToString(point.Q.X);
            key["y"] = Base64Url.EncodeToString(point.Q.Y);
        }
        else
        {
            key["kty"] = "RSA";
            key["n"] = Base64Url.EncodeToString(_modulus.Modulus);
            key["e"] = Base64Url.EncodeToString(_modulus.Exponent);
        }

        return key;
    }

    private static ScimResult<IReadOnlyList<VerificationKey>> ReadSet(JsonObject set) => set["keys"] is JsonArray keys
        ? keys.OfType<JsonObject>().Select(Read).OfType<VerificationKey>().ToList()
        : new ScimError(400, null, "A key set has an array named keys (RFC 7517 section 5).");

    private static VerificationKey? Read(JsonObject key)
    {
        if (Scalars.Text(key["kid"]) is not { Length: > 0 } id || Scalars.Text(key["use"]) is not (null or "sig"))
        {
            return null;
        }

        var read = (Scalars.Text(key["kty"]), Scalars.Text(key["crv"])) switch
        {
            ("EC", "P-256") => ReadPoint(id, key),
            ("RSA", _) => ReadModulus(id, key),
            _ => null,
        };
        return Scalars.Text(key["alg"]) is { } named && named != read?.Algorithm ? null : read;
    }

    private static VerificationKey? ReadPoint(string id, JsonObject key)
    {
        if (Bytes(key["x"]) is not { Length: CoordinateBytes } x || Bytes(key["y"]) is not { Length: CoordinateBytes } y)
        {
            return null;
        }

        var point = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        try
        {
            // A point that is not on the curve is no key.
            using var built = ECDsa.Create(point);
            return new VerificationKey(id, point, default);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static VerificationKey? ReadModulus(string id, JsonObject key) =>
        Bytes(key["n"]) is { Length: >= LeastModulusBytes and <= MostModulusBytes } modulus && Bytes(key["e"]) is { Length: > 0 and <= 8 } exponent
            ? new VerificationKey(id, null, new RSAParameters { Modulus = modulus, Exponent = exponent })
            : null;

    private static byte[]? Bytes(JsonNode? node) => Scalars.Text(node) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
