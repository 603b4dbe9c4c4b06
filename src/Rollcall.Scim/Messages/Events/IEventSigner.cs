namespace Rollcall.Scim.Messages.Events;

/// <summary>Signs tokens with a key that the host keeps, wherever that is. <see cref="KeyPairSigner"/> is one for a key in memory.</summary>
public interface IEventSigner
{
    /// <summary>The algorithm as JWS names it (RFC 7518 section 3.1): <c>ES256</c>, <c>RS256</c>.</summary>
    string Algorithm { get; }

    /// <summary>The name of the key, under which its public half is published.</summary>
    string KeyId { get; }

    /// <summary>The signature of bytes in the form that JWS asks of the algorithm: for ES256 the two numbers side by side, 64 bytes.</summary>
    byte[] Sign(ReadOnlySpan<byte> data);
}
