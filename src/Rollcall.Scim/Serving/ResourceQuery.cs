using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A list request, after the protocol's own rules have been applied.</summary>
/// <param name="Type">The type asked for.</param>
/// <param name="Filter">The filter, or null for all. The store may narrow it by its indexes; what decides is <c>Resources.ResourceMatch</c>.</param>
/// <param name="StartIndex">1-based position of the first result, at least 1 (RFC 7644 section 3.4.2.4).</param>
/// <param name="Count">How many results at most; 0 asks for the total alone.</param>
/// <param name="Relations">Which relations the answer needs.</param>
public sealed record ResourceQuery(ResourceType Type, Filter? Filter, int StartIndex, int Count, Relations Relations)
{
    /// <summary>The order asked for, or null for the store's own. What is equal stays in the store's own order.</summary>
    public ResourceSort? Sort { get; init; }

    /// <summary>
    /// Null pages by <see cref="StartIndex"/>. Otherwise the page begins behind a position that the store gave as <see cref="ResourcePage.Next"/>, or at
    /// the beginning where it is empty, and <see cref="StartIndex"/> does not count. The provider seals positions, so that they come back as given.
    /// </summary>
    public string? After { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="TotalResults">All matches, not only those of the page. Null is allowed where the page was asked for by position, and counting would be dear.</param>
/// <param name="Resources">The page; by position it may hold fewer than asked for, even none.</param>
public sealed record ResourcePage(long? TotalResults, IReadOnlyList<StoredResource> Resources)
{
    /// <summary>Where the next page begins, at most 2,000 bytes of UTF-8; null where there is none, or the page was asked for by index.</summary>
    public string? Next { get; init; }
}
