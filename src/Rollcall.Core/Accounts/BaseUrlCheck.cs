namespace Rollcall.Core.Accounts;

/// <summary>Compares a URL that somebody pasted at the identity provider with the right one, part by part.</summary>
public static class BaseUrlCheck
{
    /// <summary>Compares; each part that differs says what to do.</summary>
    public static BaseUrlReport Compare(string pasted, Uri expected)
    {
        ArgumentNullException.ThrowIfNull(pasted);
        ArgumentNullException.ThrowIfNull(expected);
        var text = pasted.Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var found) || found.Scheme is not ("http" or "https"))
        {
            return new BaseUrlReport([new UrlPart("url", expected.AbsoluteUri, text, "This is no absolute http or https URL. Paste the whole Base URL, beginning with https://.")]);
        }

        List<UrlPart> parts =
        [
            Part("scheme", expected.Scheme, found.Scheme, "Use the scheme shown; identity providers send tokens over https only."),
            Part("host", expected.IdnHost, found.IdnHost, "The host is another one. Paste the Base URL of this installation."),
            Part("port", Port(expected), Port(found), "The port differs. Leave it out only where the expected URL does."),
            .. Paths(Segments(expected), Segments(found)),
        ];
        if (found.Query.Length > 0 || found.Fragment.Length > 0)
        {
            parts.Add(new UrlPart("query", string.Empty, found.Query + found.Fragment, "A Base URL ends with the directory. Remove what begins with '?' or '#'."));
        }

        return new BaseUrlReport(parts);
    }

    private static IEnumerable<UrlPart> Paths(string[] expected, string[] found)
    {
        // The last two segments are the account and the directory; what comes before is the root, with the prefix of a proxy where there is one.
        var root = expected.Length - 2;
        yield return Part("path", Join(expected[..root]), Join(found.Take(root)), "The path before the account differs. It must be exactly the one shown.");
        yield return Part("account", expected[root], At(found, root), "This is another account, or the id was cut off. Copy the Base URL again.");
        yield return Part("directory", expected[^1], At(found, root + 1), "This is another directory, or the id was cut off. Copy the Base URL again.");
        if (found.Length > expected.Length)
        {
            yield return new UrlPart("rest", string.Empty, Join(found[expected.Length..]), "The Base URL ends with the directory; the identity provider adds '/Users' and '/Groups' by itself.");
        }
    }

    private static UrlPart Part(string name, string expected, string found, string advice) => new(name, expected, found, expected == found ? null : advice);

    private static string[] Segments(Uri url) => url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string At(string[] segments, int index) => index < segments.Length ? segments[index] : string.Empty;

    private static string Join(IEnumerable<string> segments) => "/" + string.Join('/', segments);

    private static string Port(Uri url) => url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
