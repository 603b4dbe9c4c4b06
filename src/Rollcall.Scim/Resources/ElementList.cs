using System.Text.Json.Nodes;

namespace Rollcall.Scim.Resources;

/// <summary>The elements of a multi-valued attribute (RFC 7643 section 2.4).</summary>
internal static class ElementList
{
    // Twins are looked for one by one; members, the one list that grows long, are no part of documents.
    private const int MaxCount = 1000;

    public static void CheckCount(JsonArray list, string where)
    {
        if (list.Count > MaxCount)
        {
            throw ScimRefusal.Value($"{where} has more than {MaxCount} values.");
        }
    }

    public static bool IsPrimary(JsonNode? element) => element is JsonObject o && Scalars.Flag(o["primary"]) == true;

    public static int CountPrimary(JsonArray list) => list.Count(IsPrimary);

    /// <summary>All others lose the mark.</summary>
    public static void KeepPrimary(JsonArray list, JsonNode keep)
    {
        foreach (var element in list)
        {
            if (IsPrimary(element) && !ReferenceEquals(element, keep))
            {
                element!["primary"] = false;
            }
        }
    }

    /// <summary>
    /// Adds an element, unless it is there already: the same whole, or the same value and type, which the RFC does not want twice; of such a twin the
    /// other parts are merged. Gives back the element that now stands in the list.
    /// </summary>
    public static JsonNode Add(JsonArray list, JsonNode element)
    {
        var twin = list.FirstOrDefault(e => ScimEquality.SameNode(e, element) || SameValueAndType(e, element));
        if (twin is null)
        {
            list.Add(element);
            return element;
        }

        if (twin is JsonObject into && element is JsonObject from)
        {
            foreach (var (name, value) in from)
            {
                into[name] = value?.DeepClone();
            }
        }

        return twin;
    }

    /// <summary>A change can make two elements alike; they become one.</summary>
    public static void MergeTwins(JsonArray list)
    {
        var elements = list.ToList();
        list.Clear();
        foreach (var element in elements)
        {
            Add(list, element!);
        }
    }

    private static bool SameValueAndType(JsonNode? left, JsonNode? right) =>
        left is JsonObject a && right is JsonObject b && a["value"] is { } value
        && ScimEquality.SameNode(value, b["value"]) && ScimEquality.SameNode(a["type"], b["type"]);
}
