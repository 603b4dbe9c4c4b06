using System.Text.Json.Nodes;

namespace Rollcall.Scim.Resources;

/// <summary>The ids in a list of members, in the forms that clients write: objects with <c>value</c>, alone or in an array, or bare ids.</summary>
internal static class MemberValues
{
    private const int MaxIdLength = 512;

    /// <summary>Each id once, in order. The rest of an element ($ref, display, type) is ours to know.</summary>
    public static IReadOnlyList<string> Read(JsonNode? node)
    {
        var elements = node is JsonArray array ? array.AsEnumerable() : [node];
        var ids = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if (element is not null && seen.Add(Id(element)))
            {
                ids.Add(Id(element));
            }
        }

        return ids;
    }

    private static string Id(JsonNode element)
    {
        var value = element is JsonObject o ? o.FirstOrDefault(p => string.Equals(p.Key, "value", StringComparison.OrdinalIgnoreCase)).Value : element;
        return Scalars.Text(value) is { Length: > 0 and <= MaxIdLength } id
            ? id
            : throw ScimRefusal.Value("Each of members takes an object whose value is the id of a resource.");
    }
}
