using System.Buffers;
using System.Text;

namespace Rollcall.Core.Journal;

/// <summary>Masks the parameters of a query.</summary>
internal static class QueryRedaction
{
    private static readonly string[] s_kept = ["startindex", "count", "attributes", "excludedattributes", "sortby", "sortorder", "cursor", "aadoptscim062020"];
    private static readonly string[] s_operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
    private static readonly SearchValues<char> s_between = SearchValues.Create(" ()[]");
    private static readonly SearchValues<char> s_ends = SearchValues.Create(" ()[]\"");

    public static string Parameter(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        var value = at < 0 ? string.Empty : Decoded(text[(at + 1)..]);
        if (s_kept.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return at < 0 ? name : $"{name}={value}";
        }

        return name.Equals("filter", StringComparison.OrdinalIgnoreCase) ? $"{name}={Filter(value)}" : at < 0 ? Redaction.Mask : $"{Redaction.Text(name, 32)}={Redaction.Mask}";
    }

    /// <summary>A filter with a mask for each value: the attribute and the operator tell the story. In doubt a word is a value.</summary>
    public static string Filter(string filter)
    {
        var result = new StringBuilder(filter.Length);
        var (afterOperator, afterValue, opened) = (false, false, false);
        for (var i = 0; i < filter.Length;)
        {
            if (s_between.Contains(filter[i]))
            {
                // emails[type eq "work"].value: behind the bracket the path goes on.
                opened |= filter[i] == '[';
                afterValue &= !(opened && filter[i] == ']');
                result.Append(filter[i++]);
                continue;
            }

            var end = filter[i] == '"' ? EndOfQuoted(filter, i) : EndOfWord(filter, i);
            var word = filter[i..end];
            var joins = word is "and" or "or" or "AND" or "OR";
            var masked = word[0] == '"' || (afterOperator ? word is not ("true" or "false" or "null") : !joins && (afterValue || !IsName(word)));
            result.Append(masked ? "\"" + Redaction.Mask + "\"" : word);
            (afterOperator, afterValue) = (IsOperator(word) && !afterOperator, afterOperator || masked);
            i = end;
        }

        return result.ToString();
    }

    private static bool IsOperator(string word) => s_operators.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static bool IsName(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '_' or '$');

    private static int EndOfQuoted(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static int EndOfWord(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny(s_ends);
        return end < 0 ? text.Length : start + end;
    }

    private static string Decoded(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));
}
