using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>The element that a filter describes: <c>type eq "work" and primary eq true</c> is <c>{"type":"work","primary":true}</c>.</summary>
internal static class EqualityTerms
{
    /// <summary>Null where the filter says more than equality of single parts.</summary>
    public static JsonObject? Read(Filter where, AttributeDefinition attribute)
    {
        var element = new JsonObject();
        return Collect(where, attribute, element) ? element : null;
    }

    private static bool Collect(Filter where, AttributeDefinition attribute, JsonObject element)
    {
        if (where is Filter.And and)
        {
            return Collect(and.Left, attribute, element) && Collect(and.Right, attribute, element);
        }

        if (where is not Filter.Compare { Operator: CompareOperator.Eq } compare
            || attribute.Find(compare.Path.Name) is not { MultiValued: false } sub
            || Value(compare.Value) is not { } value)
        {
            return false;
        }

        element[sub.Name] = value;
        return true;
    }

    private static JsonNode? Value(FilterValue value) => value switch
    {
        FilterValue.Text text => JsonValue.Create(text.Value),
        FilterValue.Boolean flag => JsonValue.Create(flag.Value),
        FilterValue.Number number => JsonNode.Parse(number.Literal),
        _ => null,
    };
}
