using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Rollcall.Core.Access.Assertions;

namespace Rollcall.Core.Tests.Access;

/// <summary>An issuer with one RSA key and one of P-256; it publishes what it is told to.</summary>
internal sealed class TestIssuer : IKeyFetch, IDisposable
{
    public const string Url = "https://issuer.example/tenant/v2.0";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public List<string> Asked { get; } = [];

    public bool IsAway { get; set; }

    public string Keys { get; set; } = "";

    public string Discovery { get; set; } = $$"""{"issuer":"{{Url}}","jwks_uri":"https://issuer.example/keys"}""";

    public TestIssuer() => Keys = Set(RsaKey("r1"), CurveKey("e1"));

    public static string Claims(DateTimeOffset now, string more = "") =>
        $$"""{"iss":"{{Url}}","aud":"api://rollcall","sub":"subject-1","exp":{{now.AddMinutes(10).ToUnixTimeSeconds()}}{{more}}}""";

    public static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public string RsaKey(string id, string more = "")
    {
        var key = _rsa.ExportParameters(false);
        return $$"""{"kty":"RSA","kid":"{{id}}","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}"{{more}}}""";
    }

    public string CurveKey(string id, string more = "")
    {
        var key = _curve.ExportParameters(false);
        return $$"""{"kty":"EC","crv":"P-256","kid":"{{id}}","x":"{{Base64Url.EncodeToString(key.Q.X)}}","y":"{{Base64Url.EncodeToString(key.Q.Y)}}"{{more}}}""";
    }

    public string Sign(string header, string claims)
    {
        var signed = Part(header) + "." + Part(claims);
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = header switch
        {
            _ when header.Contains("\"RS256", StringComparison.Ordinal) => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ when header.Contains("\"PS256", StringComparison.Ordinal) => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ when header.Contains("\"ES256", StringComparison.Ordinal) => _curve.SignData(bytes, HashAlgorithmName.SHA256),
            // The public key taken for a shared secret.
            _ when header.Contains("\"HS256", StringComparison.Ordinal) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(_rsa.ExportRSAPublicKeyPem()), bytes),
            _ => [1],
        };
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(Uri url, CancellationToken ct)
    {
        Asked.Add(url.AbsolutePath);
        return ValueTask.FromResult<ReadOnlyMemory<byte>?>(IsAway ? null : Encoding.UTF8.GetBytes(url.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal) ? Keys : Discovery));
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _curve.Dispose();
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
