using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Core.Events;

/// <summary>The signature of Standard Webhooks (standardwebhooks.com, 2023): HMAC-SHA256 over id, time and body.</summary>
public static class WebhookSignature
{
    /// <summary>The header <c>webhook-signature</c>.</summary>
    /// <param name="secret">The secret with its <c>whsec_</c>.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="seconds">The header <c>webhook-timestamp</c>: seconds since 1970, UTC.</param>
    /// <param name="body">The body's bytes.</param>
    public static string Of(string secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = Convert.FromBase64String(secret[ReceiverRegister.WebhookSecret.Length..]);
        byte[] head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. head, .. body]));
    }
}
