using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>
/// Where an operation names a resource that another one creates: <c>bulkId:qwerty</c> (RFC 7644 section 3.7.2). It may stand as any text of the data,
/// as the id of a path, at the end of a <c>$ref</c>, and in quotes inside the path of a PATCH.
/// </summary>
internal static class BulkReferences
{
    public const string Prefix = "bulkId:";

    /// <summary>The bulkIds that an operation names, each once.</summary>
    public static IReadOnlyCollection<string> Of(BulkOperation operation)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? Note(string id)
        {
            found.Add(id);
            return null;
        }

        Replace(operation.Path, "$ref", Note);
        if (operation.Data is { } data)
        {
            Resolve(data, Note);
        }

        return found;
    }

    /// <summary>A copy in which each reference has become what <paramref name="idOf"/> answers; a null answer leaves it.</summary>
    public static JsonNode? Resolve(JsonNode? node, Func<string, string?> idOf) => Resolve(node, null, idOf);

    /// <summary>The path with its reference resolved.</summary>
    public static string ResolvePath(string path, Func<string, string?> idOf) => Replace(path, "$ref", idOf);

    /// <summary>
    /// Takes out of a resource what names resources that do not exist yet, so that it can be created before them; what was taken is the PATCH that
    /// puts it back. References must be settled otherwise.
    /// </summary>
    public static JsonArray TakeOut(JsonObject resource, Predicate<string> isPending)
    {
        var later = new JsonArray();
        foreach (var (name, value) in resource.ToList())
        {
            if (name.Contains(':', StringComparison.Ordinal) && value is JsonObject container)
            {
                foreach (var (part, inner) in container.ToList())
                {
                    TakeOut(container, part, inner, name + ":" + part, isPending, later);
                }
            }
            else
            {
                TakeOut(resource, name, value, name, isPending, later);
            }
        }

        return later;
    }

    /// <summary>Operations as the body of a PATCH.</summary>
    public static JsonObject Patch(JsonNode operations) => new() { ["schemas"] = new JsonArray(Urns.PatchOp), ["Operations"] = operations };

    private static void TakeOut(JsonObject owner, string name, JsonNode? value, string path, Predicate<string> isPending, JsonArray later)
    {
        if (!IsPending(value, isPending))
        {
            return;
        }

        owner.Remove(name);
        if (value is not JsonArray elements)
        {
            later.Add(new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = value });
            return;
        }

        var waiting = new JsonArray();
        foreach (var element in elements.ToList().Where(e => IsPending(e, isPending)))
        {
            elements.Remove(element);
            waiting.Add(element);
        }

        later.Add(new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = waiting });
        if (elements.Count > 0)
        {
            owner[name] = elements;
        }
    }

    private static bool IsPending(JsonNode? node, Predicate<string> isPending)
    {
        var pending = false;
        Resolve(node, id =>
        {
            pending |= isPending(id);
            return null;
        });
        return pending;
    }

    private static JsonNode? Resolve(JsonNode? node, string? key, Func<string, string?> idOf)
    {
        switch (node)
        {
            case JsonObject complex:
                return new JsonObject(complex.Select(p => KeyValuePair.Create(p.Key, Resolve(p.Value, p.Key, idOf))));
            case JsonArray list:
                return new JsonArray([.. list.Select(e => Resolve(e, key, idOf))]);
            default:
                return Scalars.Text(node) is { } text ? JsonValue.Create(Replace(text, key, idOf)) : node?.DeepClone();
        }
    }

    private static string Replace(string text, string? key, Func<string, string?> idOf)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return idOf(text[Prefix.Length..]) ?? text;
        }

        if (string.Equals(key, "$ref", StringComparison.OrdinalIgnoreCase))
        {
            var start = text.LastIndexOf('/') + 1;
            return text.AsSpan(start).StartsWith(Prefix, StringComparison.Ordinal) && idOf(text[(start + Prefix.Length)..]) is { } id ? text[..start] + id : text;
        }

        return string.Equals(key, "path", StringComparison.OrdinalIgnoreCase) ? ReplaceQuoted(text, idOf) : text;
    }

    /// <summary><c>members[value eq "bulkId:x"]</c>.</summary>
    private static string ReplaceQuoted(string text, Func<string, string?> idOf)
    {
        const string Opening = "\"" + Prefix;
        for (var at = text.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Opening, at + 1, StringComparison.Ordinal))
        {
            var from = at + Opening.Length;
            var end = text.IndexOf('"', from);
            if (end > 0 && idOf(text[from..end]) is { } id)
            {
                text = string.Concat(text.AsSpan(0, at + 1), id, text.AsSpan(end));
            }
        }

        return text;
    }
}
