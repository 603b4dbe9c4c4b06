using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>What a device shows with a request: its signature over verb, path, moment and body. Header <c>Rollcall-Device: id=..., at=..., sig=...</c>.</summary>
/// <param name="Device">The device's id.</param>
/// <param name="At">The moment it names, in milliseconds of Unix time.</param>
/// <param name="Signature">ECDSA with SHA-256, in the form of IEEE P1363.</param>
/// <param name="Signed">What it must have signed.</param>
public sealed record DeviceProof(Guid Device, long At, byte[] Signature, byte[] Signed)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Rollcall-Device";

    /// <summary>How far a device's clock may be from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const int Longest = 400;

    /// <summary>Reads a header; null where there is none or it is malformed.</summary>
    public static DeviceProof? Read(string? header, string verb, string path, ReadOnlySpan<byte> body)
    {
        if (header is null or { Length: > Longest })
        {
            return null;
        }

        var parts = header.Split(',').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToLookup(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal);
        if (parts["id"].FirstOrDefault() is not { } id || !Guid.TryParseExact(id, "N", out var device)
            || !long.TryParse(parts["at"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || parts["sig"].FirstOrDefault() is not { Length: 86 } text)
        {
            return null;
        }

        var signature = new byte[64];
        return Base64Url.TryDecodeFromChars(text, signature, out var written) && written == signature.Length ? new DeviceProof(device, at, signature, Text(verb, path, at, body)) : null;
    }

    /// <summary>The header that a device sends.</summary>
    public static string Write(ECDsa key, Guid device, DateTimeOffset now, string verb, string path, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(key);
        var at = now.ToUnixTimeMilliseconds();
        var signature = key.SignData(Text(verb, path, at, body), HashAlgorithmName.SHA256);
        return string.Create(CultureInfo.InvariantCulture, $"id={device:N}, at={at}, sig={Base64Url.EncodeToString(signature)}");
    }

    /// <summary>Why it is not to be taken from this key, or null.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    /// <param name="last">The moment of the latest proof that was taken.</param>
    /// <param name="now">The moment of judging.</param>
    public string? Refuse(byte[] publicKey, long last, DateTimeOffset now)
    {
        var away = now.ToUnixTimeMilliseconds() - At;
        if (Math.Abs((double)away) > Skew.TotalMilliseconds)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the device's clock is {Math.Abs(away) / 1000} seconds {(away > 0 ? "behind" : "ahead")}, or the request was held back");
        }

        if (At <= last)
        {
            return "the proof was sent before: it is a repetition";
        }

        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(Signed, Signature, HashAlgorithmName.SHA256) ? null : "the signature is not that of the device";
        }
        catch (CryptographicException)
        {
            return "the device's key cannot be read";
        }
    }

    /// <summary>Whether bytes are the public half of a key that devices may have.</summary>
    public static bool IsKey(byte[] publicKey)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Text(string verb, string path, long at, ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"rollcall-device-1\n{verb}\n{path}\n{at}\n{Convert.ToHexStringLower(SHA256.HashData(body))}"));
}
