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

    /// <summary>
    /// The ids of members on which a filter decides, so that a store need not load a large group: it gives <see cref="RelationValues.MemberIds"/> those of
    /// them that are members, and one more of any other id where the group is not empty. Null where the filter looks at all members.
    /// </summary>
    public static IReadOnlySet<string>? MemberIds(Filter filter)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return CollectMembers(filter, false, ids) ? ids : null;
    }

    /// <summary>True where the filter speaks of a user's groups.</summary>
    public static bool NeedsGroups(Filter filter) => Names(filter, "groups");

    private static bool CollectMembers(Filter filter, bool inside, HashSet<string> ids) => filter switch
    {
        Filter.And and => CollectMembers(and.Left, inside, ids) && CollectMembers(and.Right, inside, ids),
        Filter.Or or => CollectMembers(or.Left, inside, ids) && CollectMembers(or.Right, inside, ids),
        // Inside brackets "not" asks for a member that is another, and which one that may be is not known.
        Filter.Not not => !inside && CollectMembers(not.Inner, inside, ids),
        Filter.Some some => !Is(some.Path, "members") || CollectMembers(some.Inner, true, ids),
        Filter.Compare compare when inside || Is(compare.Path, "members") => CollectMember(compare, inside, ids),
        _ => true,
    };

    private static bool CollectMember(Filter.Compare compare, bool inside, HashSet<string> ids)
    {
        if (compare.Operator != CompareOperator.Eq && (inside || compare.Operator != CompareOperator.Ne))
        {
            return false;
        }

        if (compare.Value is FilterValue.Text text)
        {
            ids.Add(text.Value);
        }

        return true;
    }

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
