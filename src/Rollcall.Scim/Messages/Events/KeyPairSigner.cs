using System.Security.Cryptography;

namespace Rollcall.Scim.Messages.Events;

/// <summary>Signs with ES256 and a key pair in memory. It takes the pair for its own and may be used by several threads.</summary>
public sealed class KeyPairSigner : IEventSigner, IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    /// <summary>A signer.</summary>
    /// <param name="keyId">The name of the key.</param>
    /// <param name="key">A pair on the curve P-256.</param>
    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public KeyPairSigner(string keyId, ECDsa key)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        ArgumentNullException.ThrowIfNull(key);
        if (key.KeySize != 256)
        {
            throw new ArgumentException("ES256 takes a key on the curve P-256.", nameof(key));
        }

        KeyId = keyId;
        _key = key;
        PublicKey = VerificationKey.Of(keyId, key);
    }

    /// <inheritdoc/>
    public string Algorithm => "ES256";

    /// <inheritdoc/>
    public string KeyId { get; }

    /// <summary>The public half, to be published.</summary>
    public VerificationKey PublicKey { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            return _key.SignData(data, HashAlgorithmName.SHA256);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
