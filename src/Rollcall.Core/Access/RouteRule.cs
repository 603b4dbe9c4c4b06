using System.Buffers;

namespace Rollcall.Core.Access;

/// <summary>
/// One pattern of what a narrowed key may ask: <c>GET,POST /api/accounts/*/users/**</c>. Without verbs it is any verb; <c>*</c> stands for one segment of the path,
/// <c>**</c> at the end for whatever follows, or nothing. Letters are compared without case, as routes are.
/// </summary>
public sealed record RouteRule
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int Longest = 200;

    private const string Rest = "**";
    private static readonly string[] s_verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@");

    private readonly string[] _verbs;
    private readonly string[] _segments;

    private RouteRule(string[] verbs, string[] segments) => (_verbs, _segments) = (verbs, segments);

    /// <summary>Reads a pattern; null where it is none.</summary>
    public static RouteRule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ');
        var verbs = parts.Length == 2 ? parts[0].ToUpperInvariant().Split(',') : [];
        if (text.Length > Longest || parts.Length > 2 || !parts[^1].StartsWith('/') || verbs.Any(static verb => !s_verbs.Contains(verb)))
        {
            return null;
        }

        var segments = parts[^1][1..].Split('/');
        return segments.Index().All(s => IsSegment(s.Item, isLast: s.Index == segments.Length - 1)) ? new RouteRule(verbs, segments) : null;
    }

    /// <summary>Whether it takes a request.</summary>
    /// <param name="verb">The request's verb.</param>
    /// <param name="path">The request's path as the router sees it: without query, its escapes undone.</param>
    public bool Admits(string verb, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if ((_verbs.Length > 0 && !_verbs.Contains(verb, StringComparer.OrdinalIgnoreCase)) || !path.StartsWith('/'))
        {
            return false;
        }

        var asked = path[1..].Split('/');
        var hasRest = _segments[^1] == Rest;
        var fixedLength = _segments.Length - (hasRest ? 1 : 0);
        return (hasRest ? asked.Length >= fixedLength : asked.Length == fixedLength)
            && asked.All(static segment => segment.Length > 0)
            && Enumerable.Range(0, fixedLength).All(i => _segments[i] == "*" || _segments[i].Equals(asked[i], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The pattern as it is read.</summary>
    public override string ToString() => (_verbs.Length == 0 ? "" : string.Join(',', _verbs) + " ") + "/" + string.Join('/', _segments);

    private static bool IsSegment(string segment, bool isLast) =>
        segment == "*" || (segment == Rest ? isLast : segment.Length > 0 && !segment.AsSpan().ContainsAnyExcept(s_plain) && segment is not ("." or ".."));
}
