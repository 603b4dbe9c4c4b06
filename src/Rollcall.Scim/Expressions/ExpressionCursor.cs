namespace Rollcall.Scim.Expressions;

/// <summary>A place in a text, and the lexical parts that filters and paths share.</summary>
internal sealed class ExpressionCursor(string text)
{
    public const int MaxLength = 16 * 1024;

    public string Text { get; } = text;

    public int At { get; private set; }

    public bool AtEnd => At >= Text.Length;

    public char Current => AtEnd ? '\0' : Text[At];

    public ExpressionFault Fault(string message) => new(At + 1, message);

    public static ExpressionFault FaultAt(int at, string message) => new(at + 1, message);

    public bool Take(char expected)
    {
        if (AtEnd || Text[At] != expected)
        {
            return false;
        }

        At++;
        return true;
    }

    public bool SkipSpaces()
    {
        var start = At;
        while (!AtEnd && Text[At] == ' ')
        {
            At++;
        }

        return At > start;
    }

    /// <summary>Letters only; empty where there are none.</summary>
    public string TakeLetters()
    {
        var start = At;
        while (!AtEnd && char.IsAsciiLetter(Text[At]))
        {
            At++;
        }

        return Text[start..At];
    }

    /// <summary>Takes a keyword, case ignored, if it stands here and ends here.</summary>
    public bool TakeKeyword(string keyword)
    {
        var end = At + keyword.Length;
        if (string.Compare(Text, At, keyword, 0, keyword.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (end < Text.Length && Text[end] is not (' ' or '(')))
        {
            return false;
        }

        At = end;
        return true;
    }

    /// <summary><c>not</c>, case ignored, with its parenthesis; stands behind the parenthesis then.</summary>
    public bool TakeNot()
    {
        var start = At;
        if (TakeKeyword("not"))
        {
            SkipSpaces();
            if (Take('('))
            {
                return true;
            }
        }

        At = start;
        return false;
    }

    /// <summary>Everything up to a space, a quote or a bracket.</summary>
    public string TakeWord()
    {
        var start = At;
        while (!AtEnd && Text[At] is not (' ' or '"' or '(' or ')' or '[' or ']'))
        {
            At++;
        }

        return Text[start..At];
    }

    /// <summary>A JSON string, whose opening quote stands here.</summary>
    public string TakeString()
    {
        var open = At;
        var close = open + 1;
        while (close < Text.Length && Text[close] != '"')
        {
            close += Text[close] == '\\' ? 2 : 1;
        }

        if (close >= Text.Length)
        {
            throw ExpressionCursor.FaultAt(open, "the string has no closing quote");
        }

        At = close + 1;
        return JsonText.Decode(Text.AsSpan(open + 1, close - open - 1)) ?? throw ExpressionCursor.FaultAt(open, "the string is not a JSON string");
    }
}
