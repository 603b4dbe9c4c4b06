using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>The documents of discovery (RFC 7644 section 4, RFC 7643 sections 5 to 7).</summary>
public static class DiscoveryDocuments
{
    /// <summary>The answer of <c>/ServiceProviderConfig</c>.</summary>
    /// <param name="features">What is served.</param>
    /// <param name="baseUrl">The absolute base URL, without a slash at its end.</param>
    public static JsonObject ServiceProviderConfig(ProviderFeatures features, string baseUrl) => throw new NotSupportedException("not filled yet");

    /// <summary>One item of <c>/Schemas</c>.</summary>
    public static JsonObject Schema(SchemaDefinition schema, string baseUrl) => throw new NotSupportedException("not filled yet");

    /// <summary>One item of <c>/ResourceTypes</c>.</summary>
    public static JsonObject ResourceType(ResourceType type, string baseUrl) => throw new NotSupportedException("not filled yet");

    /// <summary>A list of documents as a ListResponse: <c>/Schemas</c>, <c>/ResourceTypes</c>.</summary>
    public static JsonObject List(IEnumerable<JsonObject> documents) => throw new NotSupportedException("not filled yet");
}
