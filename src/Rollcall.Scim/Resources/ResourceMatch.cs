using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Whether a resource satisfies a filter. This alone decides; an index only narrows (<see cref="KeyQuery"/>).</summary>
public static class ResourceMatch
{
    /// <summary>Checks once, before any row, that operators and values fit their attributes; gives the filter back. 400 <c>invalidFilter</c>.</summary>
    public static ScimResult<Filter> Check(Filter filter, ResourceType type) => throw new NotSupportedException("not filled yet");

    /// <summary>Decides one resource. The filter is one that <see cref="Check"/> has let pass; otherwise 400 <c>invalidFilter</c> may come back.</summary>
    public static ScimResult<bool> Matches(Filter filter, JsonObject document, ResourceType type, RelationValues? relations) =>
        throw new NotSupportedException("not filled yet");

    /// <summary>True where the filter speaks of a group's members.</summary>
    public static bool NeedsMembers(Filter filter) => throw new NotSupportedException("not filled yet");

    /// <summary>True where the filter speaks of a user's groups.</summary>
    public static bool NeedsGroups(Filter filter) => throw new NotSupportedException("not filled yet");
}
