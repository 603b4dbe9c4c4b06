using System.Text.Json.Nodes;

namespace Rollcall.Spelling;

/// <summary>A user as naively as can be: a value a place, and addresses in the order of their coming. What a PATCH should do is one assignment here.</summary>
public sealed class PersonModel
{
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>The places of single values; those with a colon before the last name are the extension's.</summary>
    public static IReadOnlyList<string> Places { get; } =
        ["title", "nickName", "displayName", "name.givenName", "name.familyName", "active", "department", "employeeNumber", "manager.value", "emails.work", "emails.home"];

    private readonly Dictionary<string, JsonNode> _values = [];
    private readonly List<string> _addresses = [];

    public PersonModel(string userName)
    {
        UserName = userName;
        _values["active"] = true;
    }

    public string UserName { get; }

    public static bool IsAddress(string place) => place.StartsWith("emails.", StringComparison.Ordinal);

    public static bool IsEnterprise(string place) => place is "department" or "employeeNumber" or "manager.value";

    /// <summary>Sets a place, or clears it.</summary>
    public void Assign(string place, JsonNode? value)
    {
        if (value is null)
        {
            _values.Remove(place);
            _addresses.Remove(place);
            return;
        }

        if (IsAddress(place) && !_addresses.Contains(place))
        {
            _addresses.Add(place);
        }

        _values[place] = value;
    }

    /// <summary>What stands at a place, or null.</summary>
    public JsonNode? At(string place) => _values.GetValueOrDefault(place);

    /// <summary>The addresses as the attribute writes them.</summary>
    public JsonArray Addresses() => [.. _addresses.Select(place => (JsonNode)new JsonObject { ["type"] = place["emails.".Length..], ["value"] = _values[place].DeepClone() })];

    /// <summary>The resource that it is.</summary>
    public JsonObject Document()
    {
        var document = new JsonObject { ["userName"] = UserName };
        foreach (var place in Places.Where(place => !IsAddress(place)))
        {
            if (At(place) is { } value)
            {
                Put(IsEnterprise(place) ? Child(document, Enterprise) : document, place, value);
            }
        }

        if (_addresses.Count > 0)
        {
            document["emails"] = Addresses();
        }

        document["schemas"] = document.ContainsKey(Enterprise) ? new JsonArray(Core, Enterprise) : new JsonArray(Core);
        return document;
    }

    private static void Put(JsonObject owner, string place, JsonNode value)
    {
        var parts = place.Split('.');
        (parts.Length == 1 ? owner : Child(owner, parts[0]))[parts[^1]] = value.DeepClone();
    }

    private static JsonObject Child(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject child)
        {
            owner[name] = child = new JsonObject();
        }

        return child;
    }
}
