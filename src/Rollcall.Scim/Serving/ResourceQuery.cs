using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A list request, after the protocol's own rules have been applied.</summary>
/// <param name="Type">The type asked for.</param>
/// <param name="Filter">The filter, or null for all. The store may narrow it by its indexes; what decides is <c>Resources.ResourceMatch</c>.</param>
/// <param name="StartIndex">1-based position of the first result, at least 1 (RFC 7644 section 3.4.2.4).</param>
/// <param name="Count">How many results at most; 0 asks for the total alone.</param>
/// <param name="Relations">Which relations the answer needs.</param>
public sealed record ResourceQuery(ResourceType Type, Filter? Filter, int StartIndex, int Count, Relations Relations);

/// <summary>One page of a list.</summary>
/// <param name="TotalResults">All matches, not only those of the page.</param>
/// <param name="Resources">The page.</param>
public sealed record ResourcePage(long TotalResults, IReadOnlyList<StoredResource> Resources);
