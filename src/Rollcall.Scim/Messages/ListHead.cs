namespace Rollcall.Scim.Messages;

/// <summary>What stands before the items of a list (RFC 7644 section 3.4.2, RFC 9865 section 2).</summary>
public sealed record ListHead
{
    /// <summary>All matches, not only those of the page; null where they were not counted, which only a page by cursor may say.</summary>
    public long? TotalResults { get; init; }

    /// <summary>The 1-based position of the first item; null on a page by cursor.</summary>
    public int? StartIndex { get; init; }

    /// <summary>Where the next page begins, of unreserved characters; null on the last page, and on a page by index.</summary>
    public string? NextCursor { get; init; }
}
