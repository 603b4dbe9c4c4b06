using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;
using Rollcall.Core.Access;

namespace Rollcall.Server.Intake.Tokens;

/// <summary>Reads how a client says who it is: <c>client_secret_basic</c>, <c>client_secret_post</c> (RFC 6749 section 2.3) or an assertion (RFC 7523 section 2.2), and never by two of them.</summary>
internal static class ClientProof
{
    private const string Scheme = "Basic ";

    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>The proof, or what is wrong with it.</summary>
    public static (TokenAsk? Ask, TokenProblem? Problem) Read(StringValues header, TokenForm form)
    {
        var (id, secret) = (form["client_id"], form["client_secret"]);
        if (form["client_assertion"] is { } assertion)
        {
            return Assertion(header, form, id, secret, assertion);
        }

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

    private static (TokenAsk? Ask, TokenProblem? Problem) Assertion(StringValues header, TokenForm form, string? id, string? secret, string assertion)
    {
        if (header.Count > 0 || secret is not null)
        {
            return (null, TokenProblem.Request("The client says who it is both by an assertion and by a secret; use one."));
        }

        if (form["client_assertion_type"] != AssertionType)
        {
            return (null, TokenProblem.Request($"The client_assertion_type must be {AssertionType}."));
        }

        return id is null ? (null, TokenProblem.Request("The request has no client_id.")) : (new TokenAsk(id, assertion, IsAssertion: true), null);
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
