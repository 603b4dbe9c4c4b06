using System.Globalization;

namespace Rollcall.Scim.Resources;

/// <summary>xsd:dateTime with date and time (RFC 7643 section 2.3.5).</summary>
internal static class ScimTime
{
    private const int SecondsLength = 19;

    /// <summary>An instant; digits of a fraction beyond the seventh (100 ns) are dropped, and without an offset UTC is meant.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < SecondsLength || text[10] is not ('T' or 't'))
        {
            return false;
        }

        var at = SecondsLength;
        var fraction = TakeFraction(text, ref at);
        var zone = text[at..];
        return fraction >= 0
            && DateTime.TryParseExact(
                text[..10] + "T" + text[11..SecondsLength], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && TryOffset(zone, out var offset)
            && TryMake(local, fraction, offset, out instant);
    }

    /// <summary>UTC with milliseconds.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static long TakeFraction(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '.')
        {
            return 0;
        }

        var start = ++at;
        var ticks = 0L;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            ticks = at - start < 7 ? (ticks * 10) + (text[at] - '0') : ticks;
        }

        for (var missing = 7 - (at - start); missing > 0; missing--)
        {
            ticks *= 10;
        }

        return at > start ? ticks : -1;
    }

    private static bool TryOffset(string zone, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (zone.Length == 0 || zone is "Z" or "z")
        {
            return true;
        }

        if (zone.Length != 6 || zone[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(zone[1..], "hh\\:mm", CultureInfo.InvariantCulture, out offset) || offset > TimeSpan.FromHours(14))
        {
            return false;
        }

        offset = zone[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryMake(DateTime local, long fraction, TimeSpan offset, out DateTimeOffset instant)
    {
        var ticks = local.Ticks + fraction - offset.Ticks;
        var fits = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        instant = fits ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return fits;
    }
}
