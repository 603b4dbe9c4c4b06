using System.Text.Json.Nodes;

namespace Rollcall.Server.Tests.Intake;

/// <summary>The ways to write a change of a group's members; each makes it in the model too.</summary>
internal static class MemberSpellings
{
    /// <summary>0 and 1 add, 2 removes, 3 replaces by PATCH, 4 by PUT.</summary>
    public static (string Verb, string Body) Of(int kind, IReadOnlyList<string> named, SortedSet<string> members, int spelling)
    {
        switch (kind)
        {
            case 0 or 1:
                members.UnionWith(named);
                return Patch(Pick(spelling, [.. Adding(named)]));
            case 2:
                members.ExceptWith(named);
                return Patch(Pick(spelling, [.. Removing(named)]));
            default:
                members.Clear();
                members.UnionWith(named);
                return kind == 3 ? Patch(Pick(spelling, [.. Replacing(named)])) : ("PUT", Put(named));
        }
    }

    private static IEnumerable<JsonArray> Adding(IReadOnlyList<string> named)
    {
        yield return [Operation("add", "members", Values(named))];
        yield return [Operation("Add", "Members", new JsonArray([.. named.Select(static id => (JsonNode)new JsonObject { ["$ref"] = null, ["value"] = id })]))];
        yield return [Operation("add", "urn:ietf:params:scim:schemas:core:2.0:Group:members", Values(named))];
        yield return [Operation("add", null, new JsonObject { ["members"] = Values(named) })];
        yield return [.. named.Select(static id => (JsonNode)Operation("add", "members", new JsonObject { ["value"] = id }))];
    }

    private static IEnumerable<JsonArray> Removing(IReadOnlyList<string> named)
    {
        yield return [.. named.Select(static id => (JsonNode)Operation("remove", $"members[value eq \"{id}\"]", null))];
        yield return [.. named.Select(static id => (JsonNode)Operation("Remove", $"MEMBERS[Value EQ \"{id}\"]", null))];
        yield return [Operation("Remove", "members", Values(named))];
        yield return [Operation("remove", "members", new JsonArray([.. named.Select(static id => (JsonNode)id)]))];
        if (named.Count > 0)
        {
            yield return [Operation("remove", "members[" + string.Join(" or ", named.Select(static id => $"value eq \"{id}\"")) + "]", null)];
        }
    }

    private static IEnumerable<JsonArray> Replacing(IReadOnlyList<string> named)
    {
        yield return [Operation("replace", "members", Values(named))];
        yield return [Operation("Replace", null, new JsonObject { ["members"] = Values(named) })];
        yield return [Operation("remove", "members", null), Operation("add", "members", Values(named))];
    }

    private static string Put(IReadOnlyList<string> named) => new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
        ["displayName"] = "{name}",
        ["members"] = Values(named),
    }.ToJsonString();

    private static JsonArray Values(IReadOnlyList<string> named) => [.. named.Select(static id => (JsonNode)new JsonObject { ["value"] = id })];

    private static JsonArray Pick(int spelling, JsonArray[] all) => all[spelling % all.Length];

    private static (string Verb, string Body) Patch(JsonArray operations) =>
        ("PATCH", new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = operations }.ToJsonString());

    private static JsonObject Operation(string verb, string? path, JsonNode? value)
    {
        var operation = new JsonObject { ["op"] = verb };
        if (path is not null)
        {
            operation["path"] = path;
        }

        if (value is not null)
        {
            operation["value"] = value;
        }

        return operation;
    }
}
