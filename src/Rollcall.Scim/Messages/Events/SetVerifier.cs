using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Messages.Events;

/// <summary>Verifies tokens for a receiver: signature by a known key, type, issuer, audience and time. It keeps no state; repetitions are known by <see cref="SecurityEvent.Id"/>.</summary>
public sealed class SetVerifier
{
    private const int LongestToken = 1 << 20;

    /// <summary>The publisher's keys.</summary>
    public required IReadOnlyList<VerificationKey> Keys { get; init; }

    /// <summary>The issuer that tokens must name.</summary>
    public required string Issuer { get; init; }

    /// <summary>The audience that tokens must name; null takes tokens without one, and those alone.</summary>
    public string? Audience { get; init; }

    /// <summary>How far ahead of the receiver's clock a token's time may be. Default one minute.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Verifies one token. The order is: form, key, signature, issuer, audience, time, claims; nothing of the claims is believed before the signature is.</summary>
    /// <param name="token">The token in its compact form, at most 1 MiB.</param>
    /// <param name="now">The receiver's clock.</param>
    public SetVerdict Verify(string token, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        var parts = token.Length <= LongestToken ? token.Split('.', 4) : [];
        if (parts.Length != 3 || Decode(parts[0]) is not { } head || Decode(parts[1]) is not { } body || Decode(parts[2]) is not { } signature
            || !ResourceReader.ParseObject(head).TryGet(out var header, out _))
        {
            return Refuse(SetErrors.InvalidRequest, "The body is not a signed token in compact form.");
        }

        if (RefuseHeader(header, out var key) is { } refusal)
        {
            return refusal;
        }

        if (!key!.Verifies(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature))
        {
            return Refuse(SetErrors.AuthenticationFailed, "The signature is not that of the key which the token names.");
        }

        return SecurityEvent.Read(body).Match(claims => Judge(claims, now), error => Refuse(SetErrors.InvalidRequest, error.Detail));
    }

    private SetVerdict.Refused? RefuseHeader(JsonObject header, out VerificationKey? key)
    {
        key = null;
        var type = Scalars.Text(header["typ"]);
        if (!string.Equals(type, SetToken.Type, StringComparison.OrdinalIgnoreCase) && !string.Equals(type, SetToken.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(SetErrors.InvalidRequest, "The token's typ is not secevent+jwt; another kind of token is never taken for an event.");
        }

        if (header.ContainsKey("crit"))
        {
            return Refuse(SetErrors.InvalidRequest, "The token asks for an extension that is not understood here (crit).");
        }

        key = Keys.FirstOrDefault(k => k.Id == Scalars.Text(header["kid"]));
        if (key is null)
        {
            return Refuse(SetErrors.InvalidKey, "The token names no key that is known here; read the publisher's key set again.");
        }

        // The key says the algorithm, never the token: so that none and mixed-up kinds of key have no way in.
        return Scalars.Text(header["alg"]) == key.Algorithm ? null : Refuse(SetErrors.InvalidKey, $"The token's alg is not {key.Algorithm}, which is that of its key.");
    }

    private SetVerdict Judge(SecurityEvent claims, DateTimeOffset now)
    {
        if (claims.Issuer != Issuer)
        {
            return Refuse(SetErrors.InvalidIssuer, "The token is of another issuer.");
        }

        if (Audience is null ? claims.Audience.Count > 0 : !claims.Audience.Contains(Audience, StringComparer.Ordinal))
        {
            return Refuse(SetErrors.InvalidAudience, "The token is for somebody else.");
        }

        return claims.IssuedAt <= now + ClockTolerance
            ? new SetVerdict.Genuine(claims)
            : Refuse(SetErrors.InvalidRequest, "The token is of the future; compare the clocks.");
    }

    private static byte[]? Decode(string part) => Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;

    private static SetVerdict.Refused Refuse(string code, string description) => new(new SetError(code, description));
}
