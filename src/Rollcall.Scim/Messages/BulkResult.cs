using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Messages;

/// <summary>What became of one operation of a bulk request.</summary>
public sealed record BulkResult
{
    /// <summary>The HTTP method as written.</summary>
    public required string Method { get; init; }

    /// <summary>The client's own name for the resource, or null.</summary>
    public string? BulkId { get; init; }

    /// <summary>The status that a request of its own would have had.</summary>
    public required int Status { get; init; }

    /// <summary>The absolute URL of the resource; null where a POST failed.</summary>
    public string? Location { get; init; }

    /// <summary>The ETag after the operation, or null.</summary>
    public string? Version { get; init; }

    /// <summary>The refusal, or null on success.</summary>
    public ScimError? Error { get; init; }
}
