using System.Globalization;
using System.Text;

namespace Rollcall.Scim.Schemas;

/// <summary>Unicode normalisation form C (Unicode Standard Annex 15), the same on every machine; see <see cref="UnicodeData"/>.</summary>
internal static class CanonicalForm
{
    // Hangul syllables are computed, not listed (Unicode chapter 3.12).
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];
    private static readonly Dictionary<int, byte> Classes = [];

    static CanonicalForm()
    {
        foreach (var entry in UnicodeData.Decompositions.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = entry.IndexOfAny(['=', '>']);
            var parts = entry[(at + 1)..].Split('+').Select(Hex).ToArray();
            Decompositions[Hex(entry[..at])] = parts;
            if (entry[at] == '=')
            {
                Compositions[(parts[0], parts[1])] = Hex(entry[..at]);
            }
        }

        foreach (var entry in UnicodeData.CombiningClasses.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            var range = entry[..colon].Split('-').Select(Hex).ToArray();
            for (var point = range[0]; point <= range[^1]; point++)
            {
                Classes[point] = byte.Parse(entry.AsSpan(colon + 1), CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>The text in form C. Half of a surrogate pair becomes U+FFFD, which is what UTF-8 makes of it too.</summary>
    public static string Of(string text)
    {
        var points = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, points);
        }

        Order(points);
        var composed = new StringBuilder(text.Length);
        foreach (var point in Compose(points))
        {
            composed.Append(new Rune(point).ToString());
        }

        return composed.ToString();
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte ClassOf(int point) => Classes.GetValueOrDefault(point);

    private static void Decompose(int point, List<int> into)
    {
        if (point - SyllableBase is >= 0 and < Syllables and var syllable)
        {
            into.Add(LeadBase + (syllable / (Vowels * Tails)));
            into.Add(VowelBase + (syllable % (Vowels * Tails) / Tails));
            if (syllable % Tails is > 0 and var tail)
            {
                into.Add(TailBase + tail);
            }
        }
        else if (Decompositions.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
            {
                Decompose(part, into);
            }
        }
        else
        {
            into.Add(point);
        }
    }

    /// <summary>Marks behind a letter in the order of their classes; equal ones stay as they stand.</summary>
    private static void Order(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var sorted = points.GetRange(start, end - start).OrderBy(ClassOf).ToList();
                points.RemoveRange(start, end - start);
                points.InsertRange(start, sorted);
            }

            start = end;
        }
    }

    private static List<int> Compose(List<int> points)
    {
        var composed = new List<int>(points.Count);
        var starter = -1;
        foreach (var point in points)
        {
            // A mark joins its letter unless one of the same or a higher class stands between them.
            var between = composed.Count - 1 > starter ? ClassOf(composed[^1]) : -1;
            if (starter >= 0 && between < ClassOf(point) && Pair(composed[starter], point) is { } whole && (between != 0 || composed.Count - 1 == starter))
            {
                composed[starter] = whole;
                continue;
            }

            composed.Add(point);
            starter = ClassOf(point) == 0 ? composed.Count - 1 : starter;
        }

        return composed;
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads and var lead && second - VowelBase is >= 0 and < Vowels and var vowel)
        {
            return SyllableBase + (((lead * Vowels) + vowel) * Tails);
        }

        if (first - SyllableBase is >= 0 and < Syllables and var syllable && syllable % Tails == 0 && second - TailBase is > 0 and < Tails and var tail)
        {
            return first + tail;
        }

        return Compositions.TryGetValue((first, second), out var whole) ? whole : null;
    }
}
