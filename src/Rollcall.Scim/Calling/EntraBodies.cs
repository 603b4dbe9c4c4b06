using System.Text.Json.Nodes;

namespace Rollcall.Scim.Calling;

/// <summary>The JSON bodies of Entra ID, member for member in the order in which it writes them.</summary>
internal static class EntraBodies
{
    private const string EnterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The create body of entra-docs, "Create User", in its present form: <c>meta</c> and an empty <c>roles</c> are really sent.</summary>
    public static JsonObject User(EntraUser user)
    {
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", EnterpriseUrn),
            ["externalId"] = user.ObjectId.ToString("D"),
            ["userName"] = user.UserPrincipalName,
            ["active"] = user.AccountEnabled,
            ["displayName"] = user.DisplayName,
        };
        if (user.Mail is { } mail)
        {
            body["emails"] = new JsonArray(new JsonObject { ["primary"] = true, ["type"] = "work", ["value"] = mail });
        }

        body["meta"] = new JsonObject { ["resourceType"] = "User" };
        if (Name(user) is { } name)
        {
            body["name"] = name;
        }

        body["roles"] = new JsonArray();
        if (user.Department is { } department)
        {
            body[EnterpriseUrn] = new JsonObject { ["department"] = department };
        }

        return body;
    }

    public static JsonObject Group(Guid objectId, string displayName) => new()
    {
        ["schemas"] = new JsonArray(
            "urn:ietf:params:scim:schemas:core:2.0:Group", "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"),
        ["externalId"] = objectId.ToString("D"),
        ["displayName"] = displayName,
        ["meta"] = new JsonObject { ["resourceType"] = "Group" },
    };

    public static JsonObject Patch(IReadOnlyList<EntraOperation> operations)
    {
        var list = new JsonArray();
        foreach (var operation in operations)
        {
            var item = new JsonObject { ["op"] = operation.Op, ["path"] = operation.Path };
            if (operation.Value is { } value)
            {
                item["value"] = value.DeepClone();
            }

            list.Add((JsonNode)item);
        }

        return new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = list };
    }

    public static JsonArray References(IReadOnlyList<string> ids)
    {
        var list = new JsonArray();
        foreach (var id in ids)
        {
            list.Add((JsonNode)new JsonObject { ["$ref"] = null, ["value"] = id });
        }

        return list;
    }

    private static JsonObject? Name(EntraUser user)
    {
        var name = new JsonObject();
        if (user is { GivenName: { } given, Surname: { } family })
        {
            name["formatted"] = given + " " + family;
        }

        if (user.Surname is { } surname)
        {
            name["familyName"] = surname;
        }

        if (user.GivenName is { } first)
        {
            name["givenName"] = first;
        }

        return name.Count == 0 ? null : name;
    }
}
