namespace Rollcall.Scim.Schemas;

/// <summary>How two texts are compared. Filters, uniqueness and a host's store use these keys, so that there is one meaning of "the same name".</summary>
/// <remarks>
/// The key of text whose case does not count follows the PRECIS profile UsernameCaseMapped (RFC 8265 section 3.3, asked for by RFC 7644
/// section 5): width mapping, lower case, normalisation form C; nothing is trimmed and no character is refused. Keys are compared by their
/// UTF-8 bytes.
/// </remarks>
public static class ScimText
{
    /// <summary>The key of a text whose case does not count: equal keys mean the same value. The key of a key is itself.</summary>
    public static string CaseKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return System.Text.Ascii.IsValid(text) ? text.ToLowerInvariant() : WideKey(text);
    }

    /// <summary>The key of a text whose case counts: the text itself.</summary>
    public static string ExactKey(string text) => text;

    /// <summary>Orders two keys by their UTF-8 bytes, which UTF-16 order is not: a surrogate pair sorts behind U+FFFF.</summary>
    public static int Compare(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var shared = Math.Min(left.Length, right.Length);
        for (var i = 0; i < shared; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]).CompareTo(Rank(right[i]));
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;

    private static string WideKey(string text)
    {
        var key = Step(text);
        // Lower case can undo the composition, and the composition can bring forth a letter that has a lower case; two rounds settle all of Unicode 16.
        for (var again = Step(key); again != key; again = Step(key))
        {
            key = again;
        }

        return key;
    }

    private static string Step(string text) => CanonicalForm.Of(CanonicalForm.Of(MapWidth(text)).ToLowerInvariant());

    /// <summary>Full-width and half-width forms (U+FF01 to U+FFEE) and the ideographic space have a plain twin.</summary>
    private static string MapWidth(string text) => text.AsSpan().ContainsAnyInRange('\u3000', '\uFFEE') ? string.Create(text.Length, text, Narrow) : text;

    private static void Narrow(Span<char> into, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            into[i] = text[i] switch
            {
                '\u3000' => ' ',
                >= '\uFF01' and <= '\uFF5E' and var ascii => (char)(ascii - 0xFEE0),
                '\uFF5F' => '\u2985',
                '\uFF60' => '\u2986',
                >= '\uFF61' and <= '\uFFEE' and var form => UnicodeData.WidthTwins[form - '\uFF61'],
                var other => other,
            };
        }
    }
}
