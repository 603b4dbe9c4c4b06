using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>The documents of discovery (RFC 7644 section 4, RFC 7643 sections 5 to 7).</summary>
public static class DiscoveryDocuments
{
    /// <summary>The answer of <c>/ServiceProviderConfig</c>.</summary>
    /// <param name="features">What is served.</param>
    /// <param name="baseUrl">The absolute base URL, without a slash at its end.</param>
    public static JsonObject ServiceProviderConfig(ProviderFeatures features, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(features);
        var document = new JsonObject { ["schemas"] = new JsonArray(Urns.ServiceProviderConfig) };
        if (features.DocumentationUri is not null)
        {
            document["documentationUri"] = features.DocumentationUri;
        }

        document["patch"] = Supported(features.Patch);
        document["bulk"] = Limited(features.Bulk, ("maxOperations", features.BulkMaxOperations), ("maxPayloadSize", features.BulkMaxPayloadSize));
        document["filter"] = Limited(features.Filter, ("maxResults", features.FilterMaxResults));
        document["changePassword"] = Supported(features.ChangePassword);
        document["sort"] = Supported(features.Sort);
        document["etag"] = Supported(features.ETag);
        document["pagination"] = Pagination(features);
        if (features.EventUris.Count > 0 || features.AsyncRequests != AsyncRequests.None)
        {
            document["securityEvents"] = SecurityEvents(features);
        }

        document["authenticationSchemes"] = features.BearerToken ? new JsonArray(BearerToken()) : [];
        document["meta"] = Meta("ServiceProviderConfig", baseUrl + "/ServiceProviderConfig");
        return document;
    }

    /// <summary>One item of <c>/Schemas</c>.</summary>
    public static JsonObject Schema(SchemaDefinition schema, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new JsonObject
        {
            ["schemas"] = new JsonArray(Urns.Schema),
            ["id"] = schema.Id,
            ["name"] = schema.Name,
            ["description"] = schema.Description,
            ["attributes"] = Attributes(schema.Attributes),
            ["meta"] = Meta("Schema", baseUrl + "/Schemas/" + schema.Id),
        };
    }

    /// <summary>One item of <c>/ResourceTypes</c>.</summary>
    public static JsonObject ResourceType(ResourceType type, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(type);
        var document = new JsonObject
        {
            ["schemas"] = new JsonArray(Urns.ResourceType),
            ["id"] = type.Name,
            ["name"] = type.Name,
            ["endpoint"] = type.Endpoint,
            ["description"] = type.Description,
            ["schema"] = type.Schema.Id,
        };
        if (type.Extensions.Count > 0)
        {
            document["schemaExtensions"] = new JsonArray(
                [.. type.Extensions.Select(e => (JsonNode)new JsonObject { ["schema"] = e.Schema.Id, ["required"] = e.Required })]);
        }

        document["meta"] = Meta("ResourceType", baseUrl + "/ResourceTypes/" + type.Name);
        return document;
    }

    /// <summary>A list of documents as a ListResponse: <c>/Schemas</c>, <c>/ResourceTypes</c>.</summary>
    public static JsonObject List(IEnumerable<JsonObject> documents)
    {
        var items = new JsonArray([.. documents]);
        return new JsonObject
        {
            ["schemas"] = new JsonArray(Urns.ListResponse),
            ["totalResults"] = items.Count,
            ["startIndex"] = 1,
            ["itemsPerPage"] = items.Count,
            ["Resources"] = items,
        };
    }

    private static JsonArray Attributes(IReadOnlyList<AttributeDefinition> attributes) => new([.. attributes.Select(a => (JsonNode)Attribute(a))]);

    private static JsonObject Attribute(AttributeDefinition attribute)
    {
        var document = new JsonObject
        {
            ["name"] = attribute.Name,
            ["type"] = WireWords.Of(attribute.Type),
            ["multiValued"] = attribute.MultiValued,
            ["description"] = attribute.Description,
            ["required"] = attribute.Required,
            ["caseExact"] = attribute.CaseExact,
            ["mutability"] = WireWords.Of(attribute.Mutability),
            ["returned"] = WireWords.Of(attribute.Returned),
            ["uniqueness"] = WireWords.Of(attribute.Uniqueness),
        };
        SetWords(document, "canonicalValues", attribute.CanonicalValues);
        SetWords(document, "referenceTypes", attribute.ReferenceTypes);
        if (attribute.SubAttributes.Count > 0)
        {
            document["subAttributes"] = Attributes(attribute.SubAttributes);
        }

        return document;
    }

    private static void SetWords(JsonObject document, string name, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            document[name] = new JsonArray([.. words.Select(w => (JsonNode)w)]);
        }
    }

    private static JsonObject BearerToken() => new()
    {
        ["type"] = "oauthbearertoken",
        ["name"] = "Bearer token",
        ["description"] = "A token that an administrator creates, in the Authorization header",
        ["specUri"] = "https://www.rfc-editor.org/info/rfc6750",
        ["primary"] = true,
    };

    private static JsonObject Pagination(ProviderFeatures features)
    {
        var pagination = new JsonObject
        {
            ["cursor"] = features.Cursors,
            ["index"] = true,
            ["defaultPaginationMethod"] = "index",
            ["defaultPageSize"] = features.DefaultPageSize,
            ["maxPageSize"] = features.FilterMaxResults,
        };
        if (features.Cursors && features.CursorTimeout > 0)
        {
            pagination["cursorTimeout"] = features.CursorTimeout;
        }

        return pagination;
    }

    private static JsonObject SecurityEvents(ProviderFeatures features)
    {
        var events = new JsonObject { ["asyncRequest"] = features.AsyncRequests.ToString().ToLowerInvariant() };
        SetWords(events, "eventUris", features.EventUris);
        return events;
    }

    private static JsonObject Supported(bool supported) => new() { ["supported"] = supported };

    private static JsonObject Limited(bool supported, params (string Name, int Value)[] limits)
    {
        var feature = Supported(supported);
        foreach (var (name, value) in limits)
        {
            feature[name] = value;
        }

        return feature;
    }

    private static JsonObject Meta(string resourceType, string location) => new() { ["resourceType"] = resourceType, ["location"] = location };
}
