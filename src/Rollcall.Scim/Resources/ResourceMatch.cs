using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Whether a resource satisfies a filter. This alone decides; an index only narrows (<see cref="KeyQuery"/>).</summary>
/// <remarks>
/// <c>ne</c> is the opposite of <c>eq</c>: it holds where no value equals, also where there is none. <c>eq null</c> is the opposite of <c>pr</c>.
/// Conditions on a list are met by any element, each by another one perhaps; inside brackets by the same one. An attribute that the type does not
/// have is 400, not empty. Members and groups are compared by id alone.
/// </remarks>
public static class ResourceMatch
{
    /// <summary>
    /// Checks once, before any row, that operators and values fit their attributes, and gives back the filter with its values in their attributes'
    /// types (<c>active eq "True"</c> becomes <c>active eq true</c>, unless the profile does not coerce). 400 <c>invalidFilter</c>.
    /// </summary>
    public static ScimResult<Filter> Check(Filter filter, ResourceType type, ScimProfile? profile = null)
    {
        try
        {
            return FilterCheck.For(type, coerce: profile?.CoerceBooleans ?? true).Check(filter);
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }

    /// <summary>Decides one resource. The filter is one that <see cref="Check"/> gave back; otherwise 400 <c>invalidFilter</c> may come.</summary>
    public static ScimResult<bool> Matches(Filter filter, JsonObject document, ResourceType type, RelationValues? relations)
    {
        try
        {
            return FilterDecision.Holds(filter, path => Located.InDocument(type, document, relations, path));
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }

    /// <summary>True where the filter speaks of a group's members.</summary>
    public static bool NeedsMembers(Filter filter) => Names(filter, "members");

    /// <summary>True where the filter speaks of a user's groups.</summary>
    public static bool NeedsGroups(Filter filter) => Names(filter, "groups");

    private static bool Names(Filter filter, string attribute) => filter switch
    {
        Filter.And and => Names(and.Left, attribute) || Names(and.Right, attribute),
        Filter.Or or => Names(or.Left, attribute) || Names(or.Right, attribute),
        Filter.Not not => Names(not.Inner, attribute),
        Filter.Some some => Is(some.Path, attribute),
        Filter.Present present => Is(present.Path, attribute),
        Filter.Compare compare => Is(compare.Path, attribute),
        _ => false,
    };

    private static bool Is(AttributePath path, string attribute) => string.Equals(path.Name, attribute, StringComparison.OrdinalIgnoreCase);
}
