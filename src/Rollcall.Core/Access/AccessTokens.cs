using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Rollcall.Core.Access;

/// <summary>
/// Access tokens: signed, not stored. The text is <c>rca_</c>, the eight characters that the secret is known by, <c>_</c>, then in base64url the key's id, what is
/// granted, and its HMAC-SHA256. Only we read them, so there is one form and one algorithm, and nothing in a token chooses either.
/// </summary>
public sealed class AccessTokens(KeyRing ring)
{
    private const string Purpose = "rollcall access token 1";
    private const string Beginning = "rca_";
    private const int NonceLength = 8;
    private const int SignedLength = sizeof(ulong) + sizeof(long) + 16 + sizeof(long) + NonceLength;
    private const int Whole = SignedLength + HMACSHA256.HashSizeInBytes;

    private const long LastSecond = 253402300799;

    // Another process may take a minute to see that a key is retired.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(OAuthClient.LongestTokenMinutes + 5);
    private static readonly int s_length = TokenText.PrefixLength + 1 + Base64Url.GetEncodedLength(Whole);

    private readonly ConcurrentDictionary<ulong, byte[]> _derived = new();

    /// <summary>Whether a text can be an access token; what cannot is not looked at further.</summary>
    public static bool IsWellFormed(string? text) =>
        text is not null && text.Length == s_length && text.StartsWith(Beginning, StringComparison.Ordinal) && text[TokenText.PrefixLength] == '_'
        && text.AsSpan(Beginning.Length, TokenText.PrefixLength - Beginning.Length).IndexOfAnyExcept(TokenText.Readable) < 0;

    /// <summary>Signs one.</summary>
    /// <param name="credential">The secret that it is given for.</param>
    /// <param name="expires">Until when; whole seconds count.</param>
    public Secret Issue(Credential credential, DateTimeOffset expires)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var key = ring.Current;
        Span<byte> bytes = stackalloc byte[Whole];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key.Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], credential.Account);
        credential.Id.Value.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[32..], expires.ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(bytes.Slice(40, NonceLength));
        HMACSHA256.HashData(KeyOf(key), bytes[..SignedLength], bytes[SignedLength..]);
        return new Secret($"{Beginning}{credential.Prefix[Beginning.Length..]}_{Base64Url.EncodeToString(bytes)}");
    }

    /// <summary>What a text grants; null where it is no access token that this ring signed. It may have expired.</summary>
    public AccessGrant? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Whole];
        if (!IsWellFormed(text) || !Base64Url.TryDecodeFromChars(text.AsSpan(TokenText.PrefixLength + 1), bytes, out var length) || length != Whole
            || ring.Find(BinaryPrimitives.ReadUInt64BigEndian(bytes)) is not { } key)
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(KeyOf(key), bytes[..SignedLength], expected);
        var expires = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(BinaryPrimitives.ReadInt64BigEndian(bytes[32..]), 0, LastSecond));
        // What a retired key signed has ended by then; who still signs with it has stolen it.
        return CryptographicOperations.FixedTimeEquals(expected, bytes[SignedLength..]) && !(expires > ring.RetiredAt(key) + s_longest)
            ? new AccessGrant(
                BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
                new Words.CredentialId(new Guid(bytes.Slice(16, 16), bigEndian: true)),
                expires)
            : null;
    }

    private byte[] KeyOf(RingKey key) => _derived.GetOrAdd(key.Id, static (_, k) => k.Derive(Purpose), key);
}
