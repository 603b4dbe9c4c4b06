using System.Security.Cryptography;

namespace Rollcall.Core.Access.Assertions;

/// <summary>An algorithm by which an assertion may be signed (RFC 7518). All are asymmetric; 'none' and HMAC are not among them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Padding">The padding of RSA; null of a curve.</param>
/// <param name="Curve">The object identifier of its curve; null of RSA.</param>
public sealed record AssertionAlgorithm(string Name, HashAlgorithmName Hash, RSASignaturePadding? Padding, string? Curve)
{
    internal const string P256 = "1.2.840.10045.3.1.7";
    internal const string P384 = "1.3.132.0.34";
    internal const string P521 = "1.3.132.0.35";

    private static readonly AssertionAlgorithm[] s_all =
    [
        new("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, null),
        new("RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, null),
        new("RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1, null),
        new("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss, null),
        new("PS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss, null),
        new("PS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss, null),
        new("ES256", HashAlgorithmName.SHA256, null, P256),
        new("ES384", HashAlgorithmName.SHA384, null, P384),
        new("ES512", HashAlgorithmName.SHA512, null, P521),
    ];

    /// <summary>One by its name, case and all; null where it is none of ours.</summary>
    public static AssertionAlgorithm? Of(string? name) => Array.Find(s_all, one => one.Name == name);
}
