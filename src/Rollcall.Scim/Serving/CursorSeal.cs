using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Serving;

/// <summary>
/// Positions as cursors (RFC 9865): sealed with AES-GCM, so that a client can neither read nor make one, and bound to tenant, endpoint, filter and
/// order; count and end of life stand inside.
/// </summary>
internal sealed class CursorSeal(byte[] key, TimeSpan lifetime, TimeProvider time)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = 12;
    private const int LongestCursor = 4096;

    /// <summary>The cursor of a position; base64url, which is all unreserved.</summary>
    public string Seal(string position, int count, string binding)
    {
        var plain = new byte[HeadLength + Encoding.UTF8.GetByteCount(position)];
        BinaryPrimitives.WriteInt64BigEndian(plain, (time.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(8), count);
        Encoding.UTF8.GetBytes(position, plain.AsSpan(HeadLength));
        var bytes = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(bytes.AsSpan(0, NonceLength), plain, bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), Digest(binding));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position. Whatever is wrong with a cursor but its age and count gets one and the same refusal.</summary>
    public ScimResult<string> Open(string cursor, int count, string binding)
    {
        if (Decrypt(cursor, binding) is not { } plain)
        {
            return new ScimError(400, ScimErrorType.InvalidCursor, "The cursor is not one that this server gave for this query. Begin again with an empty cursor.");
        }

        if (DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain)) < time.GetUtcNow())
        {
            return new ScimError(400, ScimErrorType.ExpiredCursor, "The cursor has expired. Begin again with an empty cursor.");
        }

        return BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(8)) == count
            ? Encoding.UTF8.GetString(plain.AsSpan(HeadLength))
            : new ScimError(400, ScimErrorType.InvalidCount, "count must be that of the query's first page.");
    }

    private byte[]? Decrypt(string cursor, string binding)
    {
        if (cursor.Length > LongestCursor || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < NonceLength + HeadLength + TagLength)
        {
            return null;
        }

        var plain = new byte[bytes.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), plain, Digest(binding));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Digest(string binding) => SHA256.HashData(Encoding.UTF8.GetBytes(binding));
}
