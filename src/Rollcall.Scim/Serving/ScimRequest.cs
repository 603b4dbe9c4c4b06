using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>One request, as the transport read it; nothing is parsed or judged yet.</summary>
public sealed record ScimRequest
{
    /// <summary>What is asked for.</summary>
    public required ScimOperation Operation { get; init; }

    /// <summary>The type of the endpoint; null for a query over all types, and for a bulk request.</summary>
    public ResourceType? Type { get; init; }

    /// <summary>The id in the path, or empty for requests without one.</summary>
    public string Id { get; init; } = "";

    /// <summary>The body's bytes; empty where none was sent.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The <c>filter</c> parameter.</summary>
    public string? Filter { get; init; }

    /// <summary>The <c>startIndex</c> parameter.</summary>
    public string? StartIndex { get; init; }

    /// <summary>The <c>count</c> parameter.</summary>
    public string? Count { get; init; }

    /// <summary>The <c>cursor</c> parameter (RFC 9865); empty asks for the first page, null pages by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>The <c>sortBy</c> parameter.</summary>
    public string? SortBy { get; init; }

    /// <summary>The <c>sortOrder</c> parameter.</summary>
    public string? SortOrder { get; init; }

    /// <summary>The <c>attributes</c> parameter.</summary>
    public string? Attributes { get; init; }

    /// <summary>The <c>excludedAttributes</c> parameter.</summary>
    public string? ExcludedAttributes { get; init; }

    /// <summary>The <c>If-Match</c> header.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The <c>If-None-Match</c> header.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The type, where the operation cannot do without.</summary>
    internal ResourceType Target => Type ?? throw new InvalidOperationException("A request for resources names their type.");
}
