using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.Resources;

/// <summary>When two documents in canonical form are the same state.</summary>
public static class ScimEquality
{
    /// <summary>True where both say the same: order of keys, and of <c>schemas</c>, does not count; order of elements does.</summary>
    public static bool Same(JsonObject left, JsonObject right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Count == right.Count
            && left.All(p => right.TryGetPropertyValue(p.Key, out var other) && (p.Key == "schemas" ? SameSet(p.Value, other) : SameNode(p.Value, other)));
    }

    internal static bool SameNode(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(p => b.TryGetPropertyValue(p.Key, out var other) && SameNode(p.Value, other)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(p => SameNode(p.First, p.Second)),
        (JsonValue a, JsonValue b) => SameValue(a, b),
        _ => false,
    };

    private static bool SameValue(JsonValue left, JsonValue right)
    {
        var kind = left.GetValueKind();
        return kind == right.GetValueKind() && kind switch
        {
            JsonValueKind.String => string.Equals(left.GetValue<string>(), right.GetValue<string>(), StringComparison.Ordinal),
            JsonValueKind.Number => Scalars.CompareNumbers(left.ToJsonString(), right.ToJsonString()) == 0,
            _ => true,
        };
    }

    private static bool SameSet(JsonNode? left, JsonNode? right) =>
        left is JsonArray a && right is JsonArray b && a.Count == b.Count && a.All(x => b.Any(y => SameNode(x, y)));
}
