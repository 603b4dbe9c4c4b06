using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rollcall.Scim.Expressions;

/// <summary>JSON literals as they stand in filters (RFC 7644 figure 1 takes them from RFC 8259).</summary>
internal static class JsonText
{
    /// <summary>The text between two quotes, unescaped; null where it is no JSON string, or holds half a surrogate pair or NUL.</summary>
    public static string? Decode(ReadOnlySpan<char> raw)
    {
        if (!raw.ContainsAnyInRange('\0', '\u001F') && !raw.Contains('\\'))
        {
            return Sound(raw.ToString());
        }

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] < ' ')
            {
                return null;
            }

            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
            }
            else if (++i >= raw.Length || Escape(raw, ref i) is not { } c)
            {
                return null;
            }
            else
            {
                text.Append(c);
            }
        }

        return Sound(text.ToString());
    }

    public static string Encode(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    public static bool IsNumber(string word)
    {
        var i = word.StartsWith('-') ? 1 : 0;
        var whole = Digits(word, ref i);
        if (whole == 0 || (whole > 1 && word[i - whole] == '0'))
        {
            return false;
        }

        if (i < word.Length && word[i] == '.')
        {
            i++;
            if (Digits(word, ref i) == 0)
            {
                return false;
            }
        }

        return i == word.Length || IsExponent(word, i);
    }

    private static bool IsExponent(string word, int i)
    {
        if (word[i] is not ('e' or 'E'))
        {
            return false;
        }

        i++;
        if (i < word.Length && word[i] is '+' or '-')
        {
            i++;
        }

        return Digits(word, ref i) > 0 && i == word.Length;
    }

    private static int Digits(string word, ref int i)
    {
        var start = i;
        while (i < word.Length && char.IsAsciiDigit(word[i]))
        {
            i++;
        }

        return i - start;
    }

    private static char? Escape(ReadOnlySpan<char> raw, ref int i)
    {
        switch (raw[i])
        {
            case '"' or '\\' or '/': return raw[i];
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when raw.Length - i > 4 && ushort.TryParse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                i += 4;
                return (char)code;
            default: return null;
        }
    }

    private static string? Sound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return null;
            }

            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return null;
            }

            i++;
        }

        return text;
    }
}
