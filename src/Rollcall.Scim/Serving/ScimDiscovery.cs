using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>The three discovery endpoints of RFC 7644 section 4. They say what this provider does, and nothing that it does not.</summary>
public static class ScimDiscovery
{
    /// <summary>The configuration of the service provider.</summary>
    /// <param name="scope">Whose.</param>
    /// <param name="options">Its bounds.</param>
    /// <param name="asyncRequests">When requests are completed asynchronously.</param>
    public static ScimAnswer Configuration(ScimScope scope, ScimOptions options, AsyncRequests asyncRequests = AsyncRequests.None)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        var features = new ProviderFeatures
        {
            DocumentationUri = options.DocumentationUrl?.AbsoluteUri,
            FilterMaxResults = options.MaxCount,
            Bulk = options.Bulk,
            BulkMaxOperations = options.Bulk ? options.BulkMaxOperations : 0,
            BulkMaxPayloadSize = options.Bulk ? options.BulkMaxBodyBytes : 0,
            Sort = options.Sorting,
            Cursors = options.Cursors,
            DefaultPageSize = options.DefaultCount,
            CursorTimeout = (int)options.CursorLifetime.TotalSeconds,
            EventUris = options.EventUris,
            AsyncRequests = asyncRequests,
        };
        return Show(DiscoveryDocuments.ServiceProviderConfig(features, scope.BaseText));
    }

    /// <summary>All schemas, or the one of this URN, case ignored; 404 where there is none.</summary>
    public static ScimAnswer Schemas(ScimScope scope, string? urn)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (urn is null)
        {
            return Show(DiscoveryDocuments.List(scope.Schemas.Schemas.Select(schema => DiscoveryDocuments.Schema(AsServed(schema, scope), scope.BaseText))));
        }

        return scope.Schemas.FindSchema(urn) is { } found
            ? Show(DiscoveryDocuments.Schema(AsServed(found, scope), scope.BaseText))
            : Missing("schema", "/Schemas");
    }

    /// <summary>All resource types, or the one of this name; 404 where there is none.</summary>
    public static ScimAnswer ResourceTypes(ScimScope scope, string? name)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (name is null)
        {
            return Show(DiscoveryDocuments.List(scope.Schemas.Types.Select(type => DiscoveryDocuments.ResourceType(type, scope.BaseText))));
        }

        return scope.Schemas.FindType(name) is { } found
            ? Show(DiscoveryDocuments.ResourceType(found, scope.BaseText))
            : Missing("resource type", "/ResourceTypes");
    }

    /// <summary>The refusal of a filter on discovery: RFC 7644 section 4 asks for 403.</summary>
    public static ScimAnswer RefuseFilter() => ScimAnswer.Refuse(new ScimError(403, null, "Discovery endpoints cannot be filtered (RFC 7644 section 4)."));

    /// <summary>Whether a user's groups come unasked is a matter of the client's profile.</summary>
    private static SchemaDefinition AsServed(SchemaDefinition schema, ScimScope scope) =>
        !scope.Profile.ReturnsGroups || schema.Id != Urns.User ? schema : schema with
        {
            Attributes = [.. schema.Attributes.Select(a => a.Name == "groups" ? a with { Returned = Returned.Default } : a)],
        };

    private static ScimAnswer Show(JsonObject document) => new() { Status = 200, Body = output => ResourceBody.Write(output, document) };

    private static ScimAnswer Missing(string what, string list) =>
        ScimAnswer.Refuse(new ScimError(404, null, $"No such {what}. GET {list} lists those that exist."));
}
