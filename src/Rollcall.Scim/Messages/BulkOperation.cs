using System.Text.Json.Nodes;

namespace Rollcall.Scim.Messages;

/// <summary>One operation of a bulk request, as it was sent; nothing of it is judged yet.</summary>
public sealed record BulkOperation
{
    /// <summary>The HTTP method as written, or empty.</summary>
    public string Method { get; init; } = "";

    /// <summary>The path below the base URL, or empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>The client's own name for the resource that a POST creates, or null.</summary>
    public string? BulkId { get; init; }

    /// <summary>The ETag that the client expects, or null.</summary>
    public string? Version { get; init; }

    /// <summary>The body, or null.</summary>
    public JsonNode? Data { get; init; }
}
