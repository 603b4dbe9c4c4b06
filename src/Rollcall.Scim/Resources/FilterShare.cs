using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>
/// What is left of a filter over all types for one of them: an attribute that the type does not have is without value there (RFC 7644 section
/// 3.4.2.1), so that its conditions are settled before any resource is looked at.
/// </summary>
/// <param name="Selects">False where no resource of the type can match.</param>
/// <param name="Rest">What decides; null where all match, or none.</param>
internal sealed record FilterShare(bool Selects, Filter? Rest)
{
    private static readonly FilterShare All = new(true, null);
    private static readonly FilterShare None = new(false, null);

    /// <summary>400 <c>invalidFilter</c> where the filter names an attribute that no type has.</summary>
    public static ScimError? Refuse(Filter filter, IReadOnlyList<ResourceType> types)
    {
        var unknown = Paths(filter).FirstOrDefault(path => !types.Any(type => Knows(type, path)));
        return unknown is null
            ? null
            : new ScimError(400, ScimErrorType.InvalidFilter, $"The filter names {JsonTree.Shown(unknown.ToString())}, which is no attribute of any resource here.");
    }

    public static FilterShare Of(Filter filter, ResourceType type) => filter switch
    {
        Filter.And and => Both(Of(and.Left, type), Of(and.Right, type)),
        Filter.Or or => Either(Of(or.Left, type), Of(or.Right, type)),
        Filter.Not not => Opposite(Of(not.Inner, type)),
        Filter.Compare compare when !Knows(type, compare.Path) => HoldsOfNothing(compare) ? All : None,
        Filter.Present present when !Knows(type, present.Path) => None,
        Filter.Some some when !Knows(type, some.Path) => None,
        _ => new FilterShare(true, filter),
    };

    /// <summary><c>ne "x"</c> and <c>eq null</c> hold where there is no value.</summary>
    private static bool HoldsOfNothing(Filter.Compare compare) =>
        compare.Value is FilterValue.Null ? compare.Operator == CompareOperator.Eq : compare.Operator == CompareOperator.Ne;

    private static FilterShare Both(FilterShare left, FilterShare right) => (left, right) switch
    {
        ({ Selects: false }, _) or (_, { Selects: false }) => None,
        ({ Rest: null }, _) => right,
        ({ Rest: { } one }, { Rest: { } other }) => new FilterShare(true, new Filter.And(one, other)),
        _ => left,
    };

    private static FilterShare Either(FilterShare left, FilterShare right) => (left, right) switch
    {
        ({ Selects: false }, _) => right,
        (_, { Selects: false }) => left,
        ({ Rest: { } one }, { Rest: { } other }) => new FilterShare(true, new Filter.Or(one, other)),
        _ => All,
    };

    private static FilterShare Opposite(FilterShare inner) =>
        !inner.Selects ? All : inner.Rest is null ? None : new FilterShare(true, new Filter.Not(inner.Rest));

    private static bool Knows(ResourceType type, AttributePath path) => AttributeTarget.Find(type, path) is { Leaf.Returned: not Returned.Never };

    private static IEnumerable<AttributePath> Paths(Filter filter) => filter switch
    {
        Filter.And and => Paths(and.Left).Concat(Paths(and.Right)),
        Filter.Or or => Paths(or.Left).Concat(Paths(or.Right)),
        Filter.Not not => Paths(not.Inner),
        Filter.Compare compare => [compare.Path],
        Filter.Present present => [present.Path],
        Filter.Some some => [some.Path],
        _ => [],
    };
}
