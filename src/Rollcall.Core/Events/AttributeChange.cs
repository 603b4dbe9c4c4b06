using System.Text.Json.Nodes;

namespace Rollcall.Core.Events;

/// <summary>One attribute that a change set, changed or removed.</summary>
/// <param name="Path">Its path (RFC 7644 section 3.5.2): <c>title</c>, <c>name.familyName</c>, an extension's URN and attribute.</param>
/// <param name="Value">What it is now; null where it is no more.</param>
internal sealed record AttributeChange(string Path, JsonNode? Value)
{
    /// <summary>What is not told: the resource's own bookkeeping, and what is written only.</summary>
    private static readonly HashSet<string> Silent = new(["schemas", "meta", "password"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What differs between two documents of one record, attribute by attribute; parts of a complex attribute and of an extension each by itself.</summary>
    public static List<AttributeChange> Between(JsonObject before, JsonObject after)
    {
        var changes = new List<AttributeChange>();
        Compare(changes, "", before, after, depth: 0);
        return changes;
    }

    /// <summary>A document without what is not told.</summary>
    public static JsonObject Told(JsonObject document)
    {
        var told = (JsonObject)document.DeepClone();
        told.Remove("meta");
        foreach (var name in told.Select(static p => p.Key).Where(IsSilent).Where(static name => name != "schemas").ToList())
        {
            told.Remove(name);
        }

        return told;
    }

    /// <summary>Whether an attribute is never told with its value. Of extensions only RFC 7643's own is: what another calls writeOnly is not known here.</summary>
    private static bool IsSilent(string name) =>
        Silent.Contains(name) || (IsUrn(name) && !name.Equals(Enterprise, StringComparison.OrdinalIgnoreCase));

    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static bool IsUrn(string name) => name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);

    private static void Compare(List<AttributeChange> changes, string prefix, JsonObject before, JsonObject after, int depth)
    {
        foreach (var name in before.Select(static p => p.Key).Union(after.Select(static p => p.Key), StringComparer.Ordinal).ToList())
        {
            var (was, now) = (before[name], after[name]);
            if (JsonNode.DeepEquals(was, now) || (depth == 0 && (IsSilent(name) || name == "id")))
            {
                continue;
            }

            // An extension is a level of its own; below a complex attribute nothing is nested further.
            var path = prefix + name;
            if (depth < 2 && (was ?? now) is JsonObject && (was is null or JsonObject) && (now is null or JsonObject) && (was is not null || IsUrn(name)))
            {
                Compare(changes, path + (IsUrn(name) ? ":" : "."), was as JsonObject ?? [], now as JsonObject ?? [], IsUrn(name) ? depth + 1 : 2);
            }
            else
            {
                changes.Add(new AttributeChange(path, now?.DeepClone()));
            }
        }
    }
}
