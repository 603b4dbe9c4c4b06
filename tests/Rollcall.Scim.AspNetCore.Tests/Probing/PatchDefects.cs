using System.Text.Json.Nodes;
using static Rollcall.Scim.AspNetCore.Tests.Probing.Defect;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>What servers do wrong in PATCH and with what identity providers send.</summary>
internal static class PatchDefects
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        Answers("P-501", "PATCH answers 202", "PATCH", told => told.Become(202)),
        new("P-502", "PATCH passes over attributes", ask => { if (ask.Method == "PATCH") { ask.Forget("attributes"); } }),
        Answers("P-503", "PATCH of nobody succeeds", "PATCH", told => { if (told.Status == 404) { told.Become(204); } }),
        new("P-504", "operations are carried out backwards", ask => ask.Operations(Backwards)),
        new("P-505", "only the last operation is carried out", ask => ask.Operations(LastAlone)),
        Answers("P-521", "an unknown op is passed over", "PATCH", told => { if (told.Status == 400) { told.Become(204); } }),
        new("P-522", "remove without a path has another scimType", Tell: (_, told) => told.Error(400, json => json["scimType"] = "invalidPath")),
        new("P-530", "a value path that matches nothing is passed over", Tell: (_, told) => { if (told.Body.Contains("noTarget", StringComparison.Ordinal)) { told.Become(204); } }),
        new("P-541", "replace of what is absent is passed over", ask => ask.Operations(operations => Keep(operations, "replace"))),
        new("P-542", "remove is passed over", ask => ask.Operations(operations => Keep(operations, "remove"))),
        new("P-551", "add replaces", ask => ask.Operations(operations => Rename(operations, "add", "replace"))),
        new("P-553", "replace adds", ask => ask.Operations(operations => Rename(operations, "replace", "add"))),
        new("P-556", "a value filter of remove is passed over", ask => ask.Operations(WithoutFilter)),
        new("P-571", "adding a member drops the others", ask => ask.Operations(operations => Rename(operations, "add", "replace"))),
        new("P-573", "removing a member removes all", ask => ask.Operations(WithoutFilter)),
        new("P-576", "replacing members keeps the old ones", ask => ask.Operations(operations => Rename(operations, "replace", "add"))),
        new("P-578", "removing all members is passed over", ask => ask.Operations(operations => Keep(operations, "remove"))),
        new("P-579", "a group cannot be renamed", ask => ask.Operations(operations => Keep(operations, "replace"))),
        new("P-575", "removing who is no member is refused", Tell: (ask, told) => { if (ask.Says("members[")) { told.Become(400); } }),
        new("P-909", "startIndex is not echoed", Tell: (_, told) => told.Json(list => list["startIndex"] = 1)),
        new("P-911", "op is read in small letters alone", Tell: (ask, told) => { if (ask.Says("\"Replace\"") || ask.Says("\"Add\"")) { told.Become(400); } }),
        new("P-912", "a boolean as text is refused", Tell: (ask, told) => { if (ask.Says("\"False\"")) { told.Become(400); } }),
        new("P-933", "the members in the value of remove are passed over", ask => ask.Operations(WithoutValue)),
        Answers("P-945", "an error has no detail", told => told.Error(404, json => json.Remove("detail"))),
        Answers("P-961", "OneLogin is answered in application/scim+json", told => told.Headers["Content-Type"] = "application/scim+json"),
    ];

    private static void Backwards(JsonArray operations)
    {
        var all = operations.Select(operation => operation!.DeepClone()).Reverse().ToList();
        operations.Clear();
        all.ForEach(operations.Add);
    }

    private static void LastAlone(JsonArray operations)
    {
        while (operations.Count > 1)
        {
            operations.RemoveAt(0);
        }
    }

    // An operation on an attribute that nobody reads stands for one that is passed over.
    private static void Keep(JsonArray operations, string op) => Each(operations, op, operation =>
    {
        (operation["op"], operation["path"], operation["value"]) = ("replace", "profileUrl", "https://example.com/kept");
    });

    private static void Rename(JsonArray operations, string from, string to) => Each(operations, from, operation => operation["op"] = to);

    private static void WithoutFilter(JsonArray operations) => Each(operations, "remove", operation => operation["path"] = ((string?)operation["path"])?.Split('[')[0]);

    private static void WithoutValue(JsonArray operations) => Each(operations, "remove", operation => operation.Remove("value"));

    private static void Each(JsonArray operations, string op, Action<JsonObject> edit)
    {
        foreach (var operation in operations.OfType<JsonObject>().Where(operation => string.Equals((string?)operation["op"], op, StringComparison.OrdinalIgnoreCase)))
        {
            edit(operation);
        }
    }
}
