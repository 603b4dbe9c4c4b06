using System.Text;

namespace Rollcall.Scim.Expressions;

/// <summary>Trees to text, in the two notations.</summary>
internal static class FilterPrinter
{
    public static string Word(CompareOperator op) => op switch
    {
        CompareOperator.Eq => "eq",
        CompareOperator.Ne => "ne",
        CompareOperator.Co => "co",
        CompareOperator.Sw => "sw",
        CompareOperator.Ew => "ew",
        CompareOperator.Gt => "gt",
        CompareOperator.Ge => "ge",
        CompareOperator.Lt => "lt",
        _ => "le",
    };

    public static string Literal(FilterValue value) => value switch
    {
        FilterValue.Text text => JsonText.Encode(text.Value),
        FilterValue.Number number => number.Literal,
        FilterValue.Boolean flag => flag.Value ? "true" : "false",
        _ => "null",
    };

    /// <summary>SCIM text. A parenthesis stands only where the tree would change without it.</summary>
    public static void Scim(StringBuilder text, Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                Operand(text, and.Left, and.Left is Filter.Or);
                Operand(text.Append(" and "), and.Right, and.Right is Filter.And or Filter.Or);
                break;
            case Filter.Or or:
                Operand(text, or.Left, parenthesised: false);
                Operand(text.Append(" or "), or.Right, or.Right is Filter.Or);
                break;
            case Filter.Not not:
                Operand(text.Append("not "), not.Inner, parenthesised: true);
                break;
            case Filter.Some some:
                Scim(text.Append(some.Path).Append('['), some.Inner);
                text.Append(']');
                break;
            case Filter.Present present:
                text.Append(present.Path).Append(" pr");
                break;
            case Filter.Compare compare:
                text.Append(compare.Path).Append(' ').Append(Word(compare.Operator)).Append(' ').Append(Literal(compare.Value));
                break;
        }
    }

    /// <summary>Prefix form.</summary>
    public static void Tree(StringBuilder text, Filter filter)
    {
        switch (filter)
        {
            case Filter.And and: Pair(text, "and", and.Left, and.Right); break;
            case Filter.Or or: Pair(text, "or", or.Left, or.Right); break;
            case Filter.Not not: Tree(text.Append("(not "), not.Inner); break;
            case Filter.Some some: Tree(text.Append("(some ").Append(some.Path).Append(' '), some.Inner); break;
            case Filter.Present present: text.Append("(pr ").Append(present.Path); break;
            case Filter.Compare compare:
                text.Append('(').Append(Word(compare.Operator)).Append(' ').Append(compare.Path).Append(' ').Append(Literal(compare.Value));
                break;
        }

        text.Append(')');
    }

    private static void Pair(StringBuilder text, string word, Filter left, Filter right)
    {
        Tree(text.Append('(').Append(word).Append(' '), left);
        Tree(text.Append(' '), right);
    }

    private static void Operand(StringBuilder text, Filter filter, bool parenthesised)
    {
        if (parenthesised)
        {
            text.Append('(');
        }

        Scim(text, filter);
        if (parenthesised)
        {
            text.Append(')');
        }
    }
}
