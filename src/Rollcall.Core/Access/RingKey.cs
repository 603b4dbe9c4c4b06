using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Core.Access;

/// <summary>One key of the key ring. It signs and seals nothing itself: each purpose has a key of its own that is derived from it (RFC 5869).</summary>
public sealed class RingKey
{
    /// <summary>The length of its secret, in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _secret;

    internal RingKey(ulong id, DateTimeOffset created, byte[] secret) => (Id, Created, _secret) = (id, created, secret);

    /// <summary>Its public name.</summary>
    public ulong Id { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The key for one purpose: 32 bytes.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.UTF8.GetBytes(purpose));

    internal string Line() => $"{Id:x16} {Created.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {Convert.ToBase64String(_secret)}";
}
