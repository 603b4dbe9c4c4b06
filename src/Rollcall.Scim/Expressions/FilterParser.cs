using static Rollcall.Scim.Expressions.FilterFrame.Opening;

namespace Rollcall.Scim.Expressions;

/// <summary>Reads filters without recursion: an explicit stack of at most 32 open brackets, at most 256 terms.</summary>
internal sealed class FilterParser(ExpressionCursor cursor, ExpressionForms forms)
{
    private const int MaxDepth = 32;
    private const int MaxTerms = 256;

    private readonly Stack<FilterFrame> _open = new();
    private int _terms;

    public ExpressionForms Used { get; private set; }

    /// <summary>The whole text.</summary>
    public Filter ReadText() => Read(new FilterFrame(Text));

    /// <summary>What stands between brackets; the cursor stands behind the opening one, and in the end behind the closing one.</summary>
    public Filter ReadBracket(AttributePath path) => Read(new FilterFrame(Bracket, path));

    private Filter Read(FilterFrame outermost)
    {
        _open.Push(outermost);
        while (true)
        {
            ReadTerm();
            if (ReadConnector() is { } whole)
            {
                return whole;
            }
        }
    }

    /// <summary>Opens brackets as long as there are some, then reads one comparison.</summary>
    private void ReadTerm()
    {
        while (true)
        {
            cursor.SkipSpaces();
            if (cursor.Take('('))
            {
                Push(new FilterFrame(Parenthesis));
            }
            else if (cursor.TakeNot())
            {
                Push(new FilterFrame(Negation));
            }
            else if (ReadPathOrBracket() is { } path)
            {
                Accept(ReadComparison(path));
                return;
            }
        }
    }

    private AttributePath? ReadPathOrBracket()
    {
        var start = cursor.At;
        var path = ReadPath();
        if (!cursor.Take('['))
        {
            return path;
        }

        if (_open.Any(f => f.Kind == Bracket))
        {
            throw ExpressionCursor.FaultAt(start, "brackets cannot stand inside brackets");
        }

        Push(new FilterFrame(Bracket, path));
        return null;
    }

    private AttributePath ReadPath()
    {
        var start = cursor.At;
        var word = cursor.TakeWord();
        if (word.Length == 0)
        {
            throw ExpressionCursor.FaultAt(start, "an attribute name is expected");
        }

        if (string.Equals(word, "not", StringComparison.OrdinalIgnoreCase))
        {
            throw ExpressionCursor.FaultAt(start, "not needs parentheses");
        }

        return AttributeNames.Read(word) ?? throw ExpressionCursor.FaultAt(start, "this is not an attribute name");
    }

    private Filter ReadComparison(AttributePath path)
    {
        if (!cursor.SkipSpaces())
        {
            throw cursor.Fault("an operator is expected");
        }

        var start = cursor.At;
        var word = cursor.TakeLetters();
        if (string.Equals(word, "pr", StringComparison.OrdinalIgnoreCase))
        {
            return new Filter.Present(path);
        }

        return new Filter.Compare(path, ReadOperator(start, word), ReadSpacedValue());
    }

    private static CompareOperator ReadOperator(int start, string word)
    {
        if (word.Length == 2 && Enum.TryParse<CompareOperator>(word, ignoreCase: true, out var op))
        {
            return op;
        }

        throw ExpressionCursor.FaultAt(start, word.Length is 0 or > 16 ? "an operator is expected" : $"the operator {word} is not known");
    }

    private FilterValue ReadSpacedValue()
    {
        if (!cursor.SkipSpaces())
        {
            if (cursor.Current != '"')
            {
                throw cursor.Fault("a value is expected");
            }

            Tolerate(ExpressionForms.MissingSpace, cursor.At, "a space is expected");
        }

        return cursor.Current == '"' ? new FilterValue.Text(cursor.TakeString()) : ReadBareValue();
    }

    private FilterValue ReadBareValue()
    {
        var start = cursor.At;
        var word = cursor.TakeWord();
        if (word.Length == 0)
        {
            throw ExpressionCursor.FaultAt(start, "a value is expected");
        }

        switch (word.ToUpperInvariant())
        {
            case "TRUE": return new FilterValue.Boolean(true);
            case "FALSE": return new FilterValue.Boolean(false);
            case "NULL": return new FilterValue.Null();
        }

        if (JsonText.IsNumber(word))
        {
            return new FilterValue.Number(word);
        }

        if (word[0] == '\'' || cursor.Current is '"' or '[' or '(' || JsonText.Decode(word) is null || word.Contains('\\', StringComparison.Ordinal))
        {
            throw ExpressionCursor.FaultAt(start, "a string needs double quotes");
        }

        Tolerate(ExpressionForms.UnquotedWords, start, "a string needs quotes");
        return new FilterValue.Text(word);
    }

    /// <summary>Closes what closes here, then reads <c>and</c> or <c>or</c>; the whole filter where it ends.</summary>
    private Filter? ReadConnector()
    {
        while (true)
        {
            cursor.SkipSpaces();
            var top = _open.Peek();
            if (cursor.AtEnd)
            {
                return top.Kind == Text ? top.Sum() : throw cursor.Fault(top.Kind == Bracket ? "] is missing" : ") is missing");
            }

            if (cursor.Current is ')' or ']')
            {
                if (Close(top) is { } whole)
                {
                    return whole;
                }
            }
            else if (cursor.TakeKeyword("or"))
            {
                top.Or();
                return null;
            }
            else if (cursor.TakeKeyword("and"))
            {
                return null;
            }
            else
            {
                throw cursor.Fault("and, or, or the end is expected");
            }
        }
    }

    private Filter? Close(FilterFrame top)
    {
        var matches = cursor.Current == ']' ? top.Kind == Bracket : top.Kind is Parenthesis or Negation;
        if (!matches)
        {
            throw cursor.Fault($"{cursor.Current} closes nothing");
        }

        cursor.Take(cursor.Current);
        _open.Pop();
        var inner = top.Sum();
        if (_open.Count == 0)
        {
            return inner;
        }

        Accept(top.Kind switch
        {
            Bracket => new Filter.Some(top.Path!, ReadTail(inner)),
            Negation => new Filter.Not(inner),
            _ => inner,
        });
        return null;
    }

    /// <summary>What may follow a closing bracket: <c>.value eq "x"</c>, or the form <c> eq "x"</c>; both mean one more condition on the same element.</summary>
    private Filter ReadTail(Filter inner)
    {
        if (cursor.Take('.'))
        {
            var start = cursor.At;
            var name = cursor.TakeWord();
            return AttributeNames.IsName(name)
                ? new Filter.And(inner, ReadComparison(Count(new AttributePath(null, name))))
                : throw ExpressionCursor.FaultAt(start, "this is not an attribute name");
        }

        if (forms.HasFlag(ExpressionForms.ValueTail) && OperatorFollows())
        {
            Used |= ExpressionForms.ValueTail;
            return new Filter.And(inner, ReadComparison(Count(new AttributePath(null, "value"))));
        }

        return inner;
    }

    private bool OperatorFollows()
    {
        var rest = cursor.Text.AsSpan(cursor.At);
        return rest.Length > 3 && rest[0] == ' ' && char.IsAsciiLetter(rest[1]) && rest[3] is ' ' or '"' && Enum.TryParse<CompareOperator>(rest.Slice(1, 2), ignoreCase: true, out _);
    }

    private void Tolerate(ExpressionForms form, int at, string message)
    {
        if (!forms.HasFlag(form))
        {
            throw ExpressionCursor.FaultAt(at, message);
        }

        Used |= form;
    }

    private AttributePath Count(AttributePath path) =>
        ++_terms <= MaxTerms ? path : throw cursor.Fault($"there are more than {MaxTerms} terms");

    private void Accept(Filter term)
    {
        _open.Peek().Accept(term);
        if (term is Filter.Compare or Filter.Present && ++_terms > MaxTerms)
        {
            throw cursor.Fault($"there are more than {MaxTerms} terms");
        }
    }

    private void Push(FilterFrame frame)
    {
        if (_open.Count > MaxDepth)
        {
            throw cursor.Fault($"there are more than {MaxDepth} levels");
        }

        _open.Push(frame);
    }
}
