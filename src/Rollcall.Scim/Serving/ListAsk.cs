using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A query, read as far as it can be without knowing a type.</summary>
/// <param name="Filter">The filter, not yet checked against a type; null for all.</param>
/// <param name="SortBy">The attribute to sort by, or null.</param>
/// <param name="SortOrder">As sent.</param>
/// <param name="Paging">Which part by index, and how many.</param>
/// <param name="After">The store's position; null pages by index.</param>
/// <param name="ShapeOf">What is shown of a type.</param>
/// <param name="Profile">What the client is forgiven.</param>
internal sealed record ListAsk(
    Filter? Filter, string? SortBy, string? SortOrder, Paging Paging, string? After, Func<ResourceType, ScimResult<AnswerShape>> ShapeOf, ScimProfile Profile)
{
    public ScimResult<ResourceSort?> ReadSort(ResourceType type) =>
        SortBy is null ? (ResourceSort?)null : ResourceSort.Read(SortBy, SortOrder, type).Map(sort => (ResourceSort?)sort);

    public ScimResult<Filter?> ReadFilter(ResourceType type) =>
        Filter is null ? (Filter?)null : ResourceMatch.Check(Filter, type, Profile).Map(filter => (Filter?)filter);
}

/// <summary>What a query found.</summary>
internal sealed record ListAnswer(long? Total, IReadOnlyList<ShapedResource> Resources, string? Next);

/// <summary>A resource, and what is shown of it.</summary>
internal sealed record ShapedResource(StoredResource Resource, AnswerShape Shape);
