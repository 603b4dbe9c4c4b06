using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Calling;

/// <summary>An answer of a service provider, read but not judged: a refusal is a value here, not an exception.</summary>
public sealed record ScimReply
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The <c>Content-Type</c> header, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>ETag</c> header, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>The <c>Location</c> header, or null.</summary>
    public string? Location { get; init; }

    /// <summary>The body's bytes; empty where there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// What was refused, or null where the status is below 400. A body that is no SCIM error (a proxy's HTML page) gives an error of that status whose
    /// detail says so.
    /// </summary>
    public ScimError? Error { get; init; }

    /// <summary>True for 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object, or null where it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return Body.IsEmpty ? null : JsonNode.Parse(Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The <c>id</c> of the resource in the body, or null.</summary>
    public string? Id() => Json()?["id"] is JsonValue value && value.TryGetValue(out string? id) ? id : null;

    /// <summary>The resources of a list answer; empty where the body is no list.</summary>
    public IReadOnlyList<JsonObject> Resources() => Json()?["Resources"] is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    /// <summary>The <c>totalResults</c> of a list answer, or null.</summary>
    public long? TotalResults() => Json()?["totalResults"] is JsonValue value && value.TryGetValue(out long total) ? total : null;
}
