using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Rollcall.Scim.AspNetCore;

/// <summary>The header <c>Prefer</c> (RFC 7240), as far as SCIM knows it.</summary>
internal static class Preference
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long the client waits before it would be answered asynchronously; null where it did not ask to be.</summary>
    public static TimeSpan? AsynchronousAfter(StringValues prefer)
    {
        var asks = false;
        var wait = TimeSpan.Zero;
        foreach (var item in prefer.SelectMany(static line => (line ?? "").Split(',')))
        {
            var word = item.Split(';')[0].Trim();
            asks |= word.Equals("respond-async", StringComparison.OrdinalIgnoreCase);
            if (word.StartsWith("wait", StringComparison.OrdinalIgnoreCase) && word[4..].TrimStart() is ['=', .. var rest]
                && int.TryParse(rest.Trim(' ', '"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                wait = TimeSpan.FromSeconds(Math.Min(seconds, (int)LongestWait.TotalSeconds));
            }
        }

        return asks ? wait : null;
    }
}
