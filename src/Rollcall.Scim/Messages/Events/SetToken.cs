using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.Messages.Events;

/// <summary>Security event tokens in their compact form on the wire (RFC 7515 section 7.1).</summary>
public static class SetToken
{
    /// <summary>The media type of a token sent by push (RFC 8417 section 2.3).</summary>
    public const string MediaType = "application/secevent+jwt";

    internal const string Type = "secevent+jwt";

    /// <summary>Signs an event: header, claims and signature, joined by dots.</summary>
    public static string Sign(SecurityEvent claims, IEventSigner signer)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(signer);
        var header = new JsonObject { ["alg"] = signer.Algorithm, ["typ"] = Type, ["kid"] = signer.KeyId };
        var signed = Encode(header) + "." + Encode(claims.ToJson());
        return signed + "." + Base64Url.EncodeToString(signer.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
