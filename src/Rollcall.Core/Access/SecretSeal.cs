using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Core.Access;

/// <summary>Seals secrets that we must show to others, such as a receiver's: AES-256-GCM with a key of the ring, which is not in the database, bound to the place they belong to.</summary>
/// <remarks>The form is: the ring key's id (8 bytes), nonce (12), text, tag (16).</remarks>
public sealed class SecretSeal(KeyRing ring)
{
    private const string Purpose = "rollcall sealed secret 1";
    private const int Head = sizeof(ulong);
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals a secret for a place; it opens nowhere else.</summary>
    public byte[] Seal(Secret secret, string place)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = ring.Current;
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var sealedBytes = new byte[Head + NonceLength + plain.Length + TagLength];
        BinaryPrimitives.WriteUInt64BigEndian(sealedBytes, key.Id);
        var nonce = sealedBytes.AsSpan(Head, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Derive(Purpose), TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(Head + NonceLength, plain.Length), sealedBytes.AsSpan(Head + NonceLength + plain.Length), Encoding.UTF8.GetBytes(place));
        return sealedBytes;
    }

    /// <summary>By which key of the ring something is sealed.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> sealedBytes) => sealedBytes.Length < Head ? 0 : BinaryPrimitives.ReadUInt64BigEndian(sealedBytes);

    /// <summary>The same secret, sealed by the key in use; null where it is so already, or cannot be opened.</summary>
    public byte[]? Renew(ReadOnlySpan<byte> sealedBytes, string place) =>
        KeyOf(sealedBytes) != ring.Current.Id && Open(sealedBytes, place) is { } secret ? Seal(secret, place) : null;

    /// <summary>Opens a seal; null where the ring has not its key, or it was made for another place or tampered with.</summary>
    public Secret? Open(ReadOnlySpan<byte> sealedBytes, string place)
    {
        var length = sealedBytes.Length - Head - NonceLength - TagLength;
        if (length < 0 || ring.Find(BinaryPrimitives.ReadUInt64BigEndian(sealedBytes)) is not { } key)
        {
            return null;
        }

        var plain = new byte[length];
        using var aes = new AesGcm(key.Derive(Purpose), TagLength);
        try
        {
            aes.Decrypt(sealedBytes.Slice(Head, NonceLength), sealedBytes.Slice(Head + NonceLength, length), sealedBytes[^TagLength..], plain, Encoding.UTF8.GetBytes(place));
            return new Secret(Encoding.UTF8.GetString(plain));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
