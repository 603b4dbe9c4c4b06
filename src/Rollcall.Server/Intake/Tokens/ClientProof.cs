using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;
using Rollcall.Core.Access;

namespace Rollcall.Server.Intake.Tokens;

/// <summary>Reads how a client says who it is: <c>client_secret_basic</c> or <c>client_secret_post</c>, and never by both (RFC 6749 section 2.3).</summary>
internal static class ClientProof
{
    private const string Scheme = "Basic ";

    /// <summary>The proof, or what is wrong with it.</summary>
    public static (TokenAsk? Ask, TokenProblem? Problem) Read(StringValues header, TokenForm form)
    {
        var (id, secret) = (form["client_id"], form["client_secret"]);
        if (header.Count == 0)
        {
            return id is null || secret is null ? (null, TokenProblem.NoProof) : (new TokenAsk(id, secret), null);
        }

        if (secret is not null)
        {
            return (null, TokenProblem.Request("The client says who it is both by the Authorization header and in the body; use one."));
        }

        if (header.Count > 1 || Basic(header[0]) is not var (name, password))
        {
            return (null, TokenProblem.NoProof);
        }

        return id is not null && id != name
            ? (null, TokenProblem.Request("The client_id in the body is not the one of the Authorization header."))
            : (new TokenAsk(name, password), null);
    }

    // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1); ours have no character that this would change.
    private static (string Name, string Password)? Basic(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 ? (WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..])) : null;
    }
}
