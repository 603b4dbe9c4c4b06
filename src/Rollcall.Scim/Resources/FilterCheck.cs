using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Whether operators and values of a filter fit the attributes it names; and the filter again, its values in the type of their attribute.</summary>
internal sealed class FilterCheck(Func<AttributePath, AttributeDefinition?> find, bool coerce)
{
    /// <summary>A check against a resource type.</summary>
    public static FilterCheck For(ResourceType type, bool coerce) => new(path => AttributeTarget.Find(type, path)?.Leaf, coerce);

    /// <summary>A check of what stands in the brackets behind an attribute.</summary>
    public static FilterCheck For(AttributeDefinition attribute, bool coerce) => new(path => Located.InElement(attribute, null, path)?.Leaf, coerce);

    public Filter Check(Filter filter) => filter switch
    {
        Filter.And and => new Filter.And(Check(and.Left), Check(and.Right)),
        Filter.Or or => new Filter.Or(Check(or.Left), Check(or.Right)),
        Filter.Not not => new Filter.Not(Check(not.Inner)),
        Filter.Present present => Find(present.Path) is not null ? present : filter,
        Filter.Some some => new Filter.Some(some.Path, For(FindList(some.Path), coerce).Check(some.Inner)),
        Filter.Compare compare => compare with { Value = Fit(compare, Comparable(compare.Path)) },
        _ => filter,
    };

    // An attribute unknown here is refused rather than taken for empty (RFC 7644 leaves it open): with ne and not, "empty" would select everybody.
    private AttributeDefinition Find(AttributePath path) => find(path) is { Returned: not Returned.Never } leaf
        ? leaf
        : throw ScimRefusal.Filter($"The filter names {JsonTree.Shown(path.ToString())}, which is no attribute of this resource.");

    private AttributeDefinition FindList(AttributePath path)
    {
        var attribute = Find(path);
        return attribute.MultiValued || attribute.Type == AttributeType.Complex
            ? attribute
            : throw ScimRefusal.Filter($"{path} holds a single value, so that brackets cannot follow it.");
    }

    /// <summary>A complex attribute stands for its <c>value</c> (RFC 7644 figure 2: <c>emails co "example.com"</c>); <c>name</c> has none.</summary>
    private AttributeDefinition Comparable(AttributePath path)
    {
        var leaf = Find(path);
        if (leaf.Type != AttributeType.Complex)
        {
            return leaf;
        }

        return leaf.Find("value") ?? throw ScimRefusal.Filter($"{path} has several parts: the filter must name the one to compare.");
    }

    private FilterValue Fit(Filter.Compare compare, AttributeDefinition leaf)
    {
        if (compare.Value is FilterValue.Null)
        {
            return compare.Operator is CompareOperator.Eq or CompareOperator.Ne ? compare.Value : throw Unfit(compare, "null");
        }

        if (!Allows(leaf.Type, compare.Operator))
        {
            throw Unfit(compare, WireWords.Of(leaf.Type) + " values");
        }

        return Convert(leaf.Type, compare.Value) ?? throw ScimRefusal.Filter($"{compare.Path} is compared with a value that is no {WireWords.Of(leaf.Type)}.");
    }

    private static bool Allows(AttributeType type, CompareOperator op)
    {
        var equality = op is CompareOperator.Eq or CompareOperator.Ne;
        var substring = op is CompareOperator.Co or CompareOperator.Sw or CompareOperator.Ew;
        return type switch
        {
            AttributeType.Boolean or AttributeType.Binary => equality,
            AttributeType.Integer or AttributeType.Decimal or AttributeType.DateTime => !substring,
            _ => true,
        };
    }

    private FilterValue? Convert(AttributeType type, FilterValue value) => type switch
    {
        AttributeType.Boolean => value as FilterValue.Boolean ?? Flag(value),
        AttributeType.Integer or AttributeType.Decimal => value as FilterValue.Number ?? Number(value),
        AttributeType.DateTime => value is FilterValue.Text text && ScimTime.TryParse(text.Value, out _) ? value : null,
        _ => value as FilterValue.Text ?? Words(value),
    };

    private FilterValue.Boolean? Flag(FilterValue value) =>
        coerce && value is FilterValue.Text text && Scalars.FlagWord(text.Value) is { } flag ? new FilterValue.Boolean(flag) : null;

    private FilterValue.Number? Number(FilterValue value) =>
        coerce && value is FilterValue.Text text && JsonText.IsNumber(text.Value) ? new FilterValue.Number(text.Value) : null;

    private FilterValue.Text? Words(FilterValue value) => value switch
    {
        FilterValue.Number number when coerce => new FilterValue.Text(number.Literal),
        FilterValue.Boolean flag when coerce => new FilterValue.Text(flag.Value ? "true" : "false"),
        _ => null,
    };

    private static ScimRefusal Unfit(Filter.Compare compare, string what) =>
        ScimRefusal.Filter($"The operator {FilterPrinter.Word(compare.Operator)} does not go with {what}, as in {compare.Path}.");
}
