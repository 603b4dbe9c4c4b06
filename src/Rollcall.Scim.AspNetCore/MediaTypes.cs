using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.AspNetCore;

/// <summary>The two media types of SCIM: which a request may have (RFC 7644 section 3.8), and which its answer gets.</summary>
internal static class MediaTypes
{
    public const string Scim = "application/scim+json";
    public const string Plain = "application/json";

    private const int LongestEcho = 100;

    /// <summary>A refusal where the body is packed, or of another type or charset; none where the headers are absent.</summary>
    public static ScimError? Refuse(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase))
        {
            // A few bytes can unpack into gigabytes, and no identity provider packs its requests.
            return new ScimError(415, null, "The body has a Content-Encoding; send it as it is.");
        }

        var text = request.ContentType;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!MediaTypeHeaderValue.TryParse(text, out var type) || !(Is(type, Scim) || Is(type, Plain)))
        {
            var shown = text.Length > LongestEcho ? text[..LongestEcho] : text;
            return new ScimError(415, null, $"The body's Content-Type is '{shown}'; it must be {Scim} or {Plain}.");
        }

        var charset = type.Charset.Value?.Trim('"');
        return string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? null
            : new ScimError(415, null, "The body's charset must be utf-8 (RFC 7644 section 3.8).");
    }

    /// <summary>
    /// The type of the answer: Entra ID fails on anything but scim+json, OneLogin on anything but plain JSON. So plain JSON goes only to who asks for it
    /// alone, or, where the profile says so, to who does not speak of scim+json.
    /// </summary>
    public static string ForAnswer(HttpRequest request, bool prefersPlain)
    {
        var accept = request.Headers.Accept;
        if (Names(accept, Scim))
        {
            return Scim;
        }

        if (Names(accept, Plain) && !Names(accept, "*/*") && !Names(accept, "application/*"))
        {
            return Plain;
        }

        return prefersPlain && !Names(request.Headers.ContentType, Scim) ? Plain : Scim;
    }

    private static bool Is(MediaTypeHeaderValue type, string name) => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool Names(StringValues header, string mediaType)
    {
        foreach (var line in header)
        {
            foreach (var range in (line ?? "").AsSpan().Split(','))
            {
                var item = line.AsSpan()[range];
                var end = item.IndexOf(';');
                if ((end < 0 ? item : item[..end]).Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
