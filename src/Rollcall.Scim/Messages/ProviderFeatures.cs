namespace Rollcall.Scim.Messages;

/// <summary>What a service provider says of itself (RFC 7643 section 5). It must be the truth.</summary>
public sealed record ProviderFeatures
{
    /// <summary>Where people read more, or null.</summary>
    public string? DocumentationUri { get; init; }

    /// <summary>PATCH is served.</summary>
    public bool Patch { get; init; } = true;

    /// <summary>Bulk is served.</summary>
    public bool Bulk { get; init; }

    /// <summary>The most operations of one bulk request; 0 without bulk.</summary>
    public int BulkMaxOperations { get; init; }

    /// <summary>The largest body in bytes of one bulk request; 0 without bulk.</summary>
    public int BulkMaxPayloadSize { get; init; }

    /// <summary>Filters are served.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>The most resources in one answer.</summary>
    public int FilterMaxResults { get; init; } = 1000;

    /// <summary>Passwords can be changed.</summary>
    public bool ChangePassword { get; init; }

    /// <summary>Sorting is served.</summary>
    public bool Sort { get; init; }

    /// <summary>ETags are served.</summary>
    public bool ETag { get; init; } = true;

    /// <summary>Paging by cursor is served (RFC 9865); index stays the default.</summary>
    public bool Cursors { get; init; }

    /// <summary>How many results a page has where the client does not say.</summary>
    public int DefaultPageSize { get; init; } = 100;

    /// <summary>How many seconds a cursor may be used at least; 0 says nothing.</summary>
    public int CursorTimeout { get; init; }

    /// <summary>Bearer tokens given by an administrator are accepted.</summary>
    public bool BearerToken { get; init; } = true;

    /// <summary>The URIs of the events that can be had (RFC 9967 section 4); with none, and without asynchronous requests, discovery is silent of events.</summary>
    public IReadOnlyList<string> EventUris { get; init; } = [];

    /// <summary>When requests are completed asynchronously.</summary>
    public AsyncRequests AsyncRequests { get; init; }
}
