using System.Globalization;
using System.Text.Json.Nodes;
using static Rollcall.Scim.AspNetCore.Tests.Probing.Defect;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>What servers do wrong with users, groups and lists.</summary>
internal static class ResourceDefects
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<Defect> All { get; } =
    [
        Answers("P-201", "schemas names a schema twice", told => told.Each(user => (user["schemas"] as JsonArray)?.Add(user["schemas"]![0]!.DeepClone()))),
        Answers("P-203", "every user is said to be an enterprise user", told => told.Each(user => (user["schemas"] as JsonArray)?.Add(Enterprise))),
        Answers("P-205", "answers spell names in small letters", told => told.Body = told.Body.Replace("\"userName\"", "\"username\"", StringComparison.Ordinal)),
        Answers("P-207", "meta has no created", told => told.Each(user => (user["meta"] as JsonObject)?.Remove("created"))),
        Answers("P-208", "a new user was changed later than created", told => told.Each(user => user["meta"]!["created"] = "2020-01-01T00:00:00Z")),
        Answers("P-209", "meta.lastModified stays", told => told.Each(user => { if (user["meta"] is JsonObject meta) { meta["lastModified"] = meta["created"]?.DeepClone(); } })),
        Answers("P-225", "userName comes back in small letters", told => told.Each(user => user["userName"] = ((string?)user["userName"])?.ToLower(CultureInfo.InvariantCulture))),
        Answers("P-226", "a password comes back", "POST", told => told.Each(user => user["password"] = "Probe-4-Pass%word")),
        Answers("P-229", "a user shows no groups", told => told.Each(user => user.Remove("groups"))),
        Answers("P-232", "a user is a member of type Group", told => told.Body = told.Body.Replace("\"type\":\"User\"", "\"type\":\"Group\"", StringComparison.Ordinal)),
        Answers("P-242", "a new user has no Location", told => told.Headers.Remove("Location")),
        Answers("P-246", "a name that is taken is 400", told => { if (told.Status == 409) { told.Status = 400; } }),
        Answers("P-249", "active is not shown", told => told.Each(user => user.Remove("active"))),
        new("P-250", "every new user is active", ask => ask.Json("POST", user => user["active"] = true)),
        new("P-252", "attributes on POST is passed over", ask => { if (ask.Method == "POST") { ask.Forget("attributes"); } }),
        new("P-254", "members of a new group are lost", ask => ask.Json("POST", group => group.Remove("members"))),
        new("P-255", "enterprise attributes are lost", ask => ask.Json("POST", user => user.Remove(Enterprise))),
        new("P-301", "a filter that finds nobody is 404", Tell: (ask, told) => { if (ask.Says("filter") && told.Body.Contains("\"totalResults\":0", StringComparison.Ordinal)) { told.Status = 404; } }),
        Answers("P-302", "an empty list has no Resources", told => told.Json(list => { if (list["Resources"] is JsonArray { Count: 0 }) { list.Remove("Resources"); } })),
        Answers("P-303", "totalResults is a text", told => told.Json(list => list["totalResults"] = list["totalResults"]?.ToString())),
        Answers("P-304", "totalResults counts the page", told => told.Json(list => list["totalResults"] = (list["Resources"] as JsonArray)?.Count)),
        new("P-305", "startIndex=0 is refused", Tell: (ask, told) => { if (ask.Says("startIndex=0")) { told.Become(400); } }),
        new("P-306", "count is passed over", ask => ask.Forget("count")),
        new("P-308", "startIndex is passed over", ask => ask.Forget("startIndex")),
        Answers("P-310", "any error of a list is an empty list", told => { if (told.Status == 400) { told.Empty(); } }),
        new("P-313", "unknown parameters are refused", Tell: (ask, told) => { if (ask.Method == "GET" && !ask.Url.Split('&').Skip(1).All(key => key.StartsWith("count", StringComparison.Ordinal))) { told.Become(400); } }),
        new("P-314", "attributes is passed over", ask => ask.Forget("attributes")),
        new("P-316", "excludedAttributes is passed over", ask => ask.Forget("excludedAttributes")),
        new("P-317", "the id can be hidden", Tell: (ask, told) => { if (ask.Says("excludedAttributes")) { told.Each(user => user.Remove("id")); } }),
        new("P-331", "the filter is passed over", ask => ask.Forget("filter")),
        Answers("P-371", "a filter that cannot be read finds nobody", told => { if (told.Status == 400) { told.Empty(); } }),
        new("P-344", "a plus is read as a plus", ask => ask.Rewrite(@"\+", "%2B")),
        new("P-401", "PUT creates", Tell: (ask, told) => { if (ask.Method == "PUT" && told.Status == 404) { told.Status = 201; } }),
        Answers("P-402", "PUT answers nothing", "PUT", told => told.Become(204)),
        new("P-403", "PUT changes nothing", ask => ask.Json("PUT", user => user.Remove("title"))),
        new("P-411", "PUT passes over members", ask => ask.Json("PUT", group => group.Remove("members"))),
        new("P-601", "DELETE answers 200 with a body", Tell: (ask, told) => { if (ask.Method == "DELETE") { told.Become(200, "{}"); } }),
        new("P-606", "an inactive user is hidden", Tell: (ask, told) => { if (ask.Method == "GET" && told.Body.Contains("\"active\":false", StringComparison.Ordinal)) { told.Become(404); } }),
        Answers("P-609", "DELETE of nobody succeeds", "DELETE", told => { if (told.Status == 404) { told.Become(204); } }),
    ];
}
