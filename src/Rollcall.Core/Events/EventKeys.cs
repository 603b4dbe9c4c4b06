using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Rollcall.Core.Access;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Events;

/// <summary>The keys that sign an account's events: ES256, each derived from a key of the ring, so that none is stored and a rotated ring rotates them.</summary>
/// <remarks>A key is shown for a while before it signs: receivers keep what they have fetched, and some fetch again at most every half minute.</remarks>
public sealed class EventKeys(KeyRing ring, TimeProvider time) : IDisposable
{
    /// <summary>For how long a new key is shown before it signs.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(ulong Key, long Account), Lazy<KeyPairSigner>> _signers = new();

    /// <summary>Who signs an account's events now: the newest key that was shown long enough; of keys that are all new the oldest.</summary>
    public IEventSigner SignerOf(long account)
    {
        var keys = ring.Keys;
        var known = time.GetUtcNow() - Notice;
        return SignerOf(keys.LastOrDefault(key => key.Created <= known) ?? keys[0], account);
    }

    /// <summary>What an account's events are verified with: the newest key, which may not sign yet, then those before it, whose events may still be on their way.</summary>
    public IReadOnlyList<VerificationKey> PublicKeysOf(long account)
    {
        // Another process may have rotated it.
        ring.Refresh();
        return [.. ring.Keys.Reverse().Select(key => SignerOf(key, account).PublicKey)];
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
        {
            signer.Value.Dispose();
        }
    }

    private KeyPairSigner SignerOf(RingKey key, long account) =>
        _signers.GetOrAdd((key.Id, account), _ => new Lazy<KeyPairSigner>(() => Make(key, account))).Value;

    private static KeyPairSigner Make(RingKey key, long account)
    {
        // One in four thousand million derived texts is no number below the curve's order; the next one is.
        for (var attempt = 0; ; attempt++)
        {
            var purpose = string.Create(CultureInfo.InvariantCulture, $"rollcall event signing {account} {attempt}");
            try
            {
                var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = key.Derive(purpose) });
                var point = pair.ExportParameters(includePrivateParameters: false).Q;
                return new KeyPairSigner(Convert.ToHexStringLower(SHA256.HashData([.. point.X!, .. point.Y!]))[..16], pair);
            }
            catch (CryptographicException) when (attempt < 3)
            {
                // The next attempt has another number.
            }
        }
    }
}
