using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>
/// The meaning of a filter. A comparison holds where one value satisfies it; <c>ne</c> is the opposite of <c>eq</c> (no value equals, so that it
/// holds where there is no value); <c>eq null</c> is the opposite of <c>pr</c>.
/// </summary>
internal static class FilterDecision
{
    /// <summary>Decides a filter, where <paramref name="locate"/> finds the values of a path.</summary>
    public static bool Holds(Filter filter, Func<AttributePath, Located?> locate) => filter switch
    {
        Filter.And and => Holds(and.Left, locate) && Holds(and.Right, locate),
        Filter.Or or => Holds(or.Left, locate) || Holds(or.Right, locate),
        Filter.Not not => !Holds(not.Inner, locate),
        Filter.Present present => Find(locate, present.Path).Values.Any(HasContent),
        Filter.Compare compare => Compares(compare, Find(locate, compare.Path)),
        Filter.Some some => HoldsForOne(some, Find(locate, some.Path)),
        _ => false,
    };

    /// <summary>Whether one element of an attribute satisfies a filter on its parts.</summary>
    public static bool HoldsFor(Filter filter, AttributeDefinition attribute, JsonNode? element) =>
        Holds(filter, path => Located.InElement(attribute, element, path));

    private static bool HoldsForOne(Filter.Some some, Located list) => list.Values.Any(element => HoldsFor(some.Inner, list.Leaf, element));

    private static Located Find(Func<AttributePath, Located?> locate, AttributePath path) =>
        locate(path) ?? throw ScimRefusal.Filter($"The filter names {JsonTree.Shown(path.ToString())}, which is no attribute of this resource.");

    private static bool Compares(Filter.Compare compare, Located located)
    {
        var leaf = located.Leaf;
        var values = located.Values;
        if (leaf.Type == AttributeType.Complex && leaf.Find("value") is { } implied)
        {
            values = [.. values.Select(v => (v as JsonObject)?[implied.Name]).OfType<JsonNode>()];
            leaf = implied;
        }

        if (compare.Value is FilterValue.Null)
        {
            return values.Any(HasContent) != (compare.Operator == CompareOperator.Eq);
        }

        return compare.Operator == CompareOperator.Ne
            ? !values.Any(v => Satisfies(leaf, CompareOperator.Eq, compare.Value, v))
            : values.Any(v => Satisfies(leaf, compare.Operator, compare.Value, v));
    }

    private static bool Satisfies(AttributeDefinition leaf, CompareOperator op, FilterValue wanted, JsonNode value) => wanted switch
    {
        FilterValue.Boolean flag => Scalars.Flag(value) == flag.Value,
        FilterValue.Number number => Scalars.Number(value) is { } literal && Ordered(op, Scalars.CompareNumbers(literal, number.Literal)),
        FilterValue.Text text => Scalars.Text(value) is { } actual && SatisfiesText(leaf, op, text.Value, actual),
        _ => false,
    };

    private static bool SatisfiesText(AttributeDefinition leaf, CompareOperator op, string wanted, string actual)
    {
        if (leaf.Type == AttributeType.DateTime)
        {
            return ScimTime.TryParse(actual, out var at) && ScimTime.TryParse(wanted, out var limit) && Ordered(op, at.CompareTo(limit));
        }

        var left = leaf.CaseExact ? ScimText.ExactKey(actual) : ScimText.CaseKey(actual);
        var right = leaf.CaseExact ? ScimText.ExactKey(wanted) : ScimText.CaseKey(wanted);
        return op switch
        {
            CompareOperator.Eq => string.Equals(left, right, StringComparison.Ordinal),
            CompareOperator.Co => left.Contains(right, StringComparison.Ordinal),
            CompareOperator.Sw => left.StartsWith(right, StringComparison.Ordinal),
            CompareOperator.Ew => left.EndsWith(right, StringComparison.Ordinal),
            _ => Ordered(op, ScimText.Compare(left, right)),
        };
    }

    private static bool Ordered(CompareOperator op, int order) => op switch
    {
        CompareOperator.Eq => order == 0,
        CompareOperator.Gt => order > 0,
        CompareOperator.Ge => order >= 0,
        CompareOperator.Lt => order < 0,
        CompareOperator.Le => order <= 0,
        _ => false,
    };

    /// <summary>What <c>pr</c> calls present: not an empty text, and of a complex value any part that is not.</summary>
    private static bool HasContent(JsonNode? node) => node switch
    {
        null => false,
        JsonObject complex => complex.Any(p => HasContent(p.Value)),
        JsonArray list => list.Any(HasContent),
        _ => Scalars.Text(node) is not "",
    };
}
