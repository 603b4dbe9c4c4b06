using Microsoft.AspNetCore.Http;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>An HTTP request's query and headers as a request to the provider. Keys that SCIM does not know are passed over (RFC 7644 section 3.4.2).</summary>
internal static class ScimQuery
{
    private static readonly string[] Known = ["filter", "startIndex", "count", "cursor", "sortBy", "sortOrder", "attributes", "excludedAttributes"];

    public static ScimResult<ScimRequest> Read(HttpRequest http, ScimOperation operation, ResourceType? type, string id)
    {
        var query = http.Query;
        foreach (var key in Known)
        {
            if (query[key].Count > 1)
            {
                return new ScimError(
                    400, key == "filter" ? ScimErrorType.InvalidFilter : ScimErrorType.InvalidValue, $"The query parameter {key} was given more than once.");
            }
        }

        return new ScimRequest
        {
            Operation = operation,
            Type = type,
            Id = id,
            Filter = query["filter"],
            StartIndex = query["startIndex"],
            Count = query["count"],
            Cursor = query["cursor"],
            SortBy = query["sortBy"],
            SortOrder = query["sortOrder"],
            Attributes = query["attributes"],
            ExcludedAttributes = query["excludedAttributes"],
            IfMatch = Joined(http.Headers.IfMatch),
            IfNoneMatch = Joined(http.Headers.IfNoneMatch),
        };
    }

    // Several lines of one header are one list (RFC 9110 section 5.2).
    private static string? Joined(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 0 ? null : header.ToString();
}
