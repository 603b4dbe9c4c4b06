using System.Text.Json.Nodes;
using static Rollcall.Scim.AspNetCore.Tests.Probing.Defect;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>What servers do wrong in discovery, errors, media types and versions.</summary>
internal static class ProtocolDefects
{
    private const string Config = "/ServiceProviderConfig";

    public static IReadOnlyList<Defect> All { get; } =
    [
        Reads("P-001", "a feature is not mentioned", Config, told => told.Json(json => json.Remove("sort"))),
        Reads("P-002", "a limit is a text", Config, told => told.Json(json => json["filter"]!["maxResults"] = "200")),
        Reads("P-003", "no authentication scheme is described", Config, told => told.Json(json => json["authenticationSchemes"] = new JsonArray())),
        Reads("P-004", "the configuration has an id", Config, told => told.Json(json => json["id"] = "1")),
        Reads("P-005", "a resource type has no endpoint", "/ResourceTypes", told => told.Json(json => (json["Resources"]?[0] as JsonObject)?.Remove("endpoint"))),
        Reads("P-007", "a schema is missing", "/Schemas", told => told.Json(json => (json["Resources"] as JsonArray)?.RemoveAt(0))),
        Reads("P-010", "a filter on discovery is ignored", "/Schemas?filter", told => told.Empty()),
        Reads("P-012", "attributes do not say how they are returned", "/Schemas", told => told.Body = told.Body.Replace("\"returned\":\"default\",", "", StringComparison.Ordinal)),
        Reads("P-013", "absent values are null", "/Schemas", told => told.Body = told.Body.Replace("\"multiValued\":false", "\"multiValued\":false,\"referenceTypes\":null", StringComparison.Ordinal)),
        Reads("P-014", "userName need not be unique", "/Schemas", told => told.Body = told.Body.Replace("\"uniqueness\":\"server\"", "\"uniqueness\":\"none\"", StringComparison.Ordinal)),
        Answers("P-021", "PATCH is advertised and not served", "PATCH", told => told.Become(501)),
        new("P-041", ".search passes over the filter", ask => ask.Json("POST", json => json.Remove("filter"))),
        new("P-044", ".search takes anything", Tell: (ask, told) => { if (ask.Is("POST", ".search")) { told.Empty(); } }),
        Answers("P-101", "what is missing is 400", told => { if (told.Status == 404) { told.Status = 400; } }),
        Answers("P-102", "the status of an error is a number", told => told.Error(404, json => json["status"] = 404)),
        Answers("P-103", "a 404 has a scimType", told => told.Error(404, json => json["scimType"] = "invalidValue")),
        Answers("P-104", "errors are application/json", told => { if (told.Status >= 400) { told.Headers["Content-Type"] = "application/json"; } }),
        Answers("P-105", "an unknown path is answered by a page", told => { if (told.Status == 404) { told.Body = "<html>"; } }),
        Answers("P-107", "no credential is 403", told => { if (told.Status == 401) { told.Status = 403; } }),
        Answers("P-108", "401 names no scheme", told => told.Headers.Remove("WWW-Authenticate")),
        Answers("P-109", "401 has no body", told => { if (told.Status == 401) { told.Body = ""; } }),
        new("P-111", "401 tells whether the path exists", Tell: (ask, told) => { if (told.Status == 401 && ask.Says("nobody")) { told.Body = ""; } }),
        Answers("P-112", "an error has no scimType", told => told.Error(400, json => json.Remove("scimType"))),
        new("P-117", "a byte order mark is refused", Tell: (ask, told) => { if (ask.Body?.StartsWith('\u00ef') == true) { told.Become(400); } }),
        Answers("P-118", "letters beyond ASCII become question marks", told => told.Each(user => user["displayName"] = "????")),
        Answers("P-119", "every answer is application/json", told => told.Headers["Content-Type"] = "application/json"),
        Answers("P-120", "every answer is application/scim+json", told => told.Headers["Content-Type"] = "application/scim+json"),
        Answers("P-124", "a wrong media type is 400", told => { if (told.Status == 415) { told.Status = 400; } }),
        Answers("P-125", "caches may keep users", told => told.Headers.Remove("Cache-Control")),
        Answers("P-391", "meta.version is not the ETag", told => told.Each(user => user["meta"]!["version"] = "W/\"0\"")),
        Answers("P-392", "the version never changes", told => told.Headers["ETag"] = "W/\"0\""),
        new("P-395", "If-None-Match is passed over", ask => ask.ForgetHeader("If-None-Match")),
        new("P-396", "If-Match is passed over", ask => ask.ForgetHeader("If-Match")),
        Answers("P-398", "a list has an ETag", told => told.Headers["ETag"] = "W/\"0\""),
        Answers("P-399", "entity tags are strong", told => told.Headers["ETag"] = "\"0\""),
    ];
}
