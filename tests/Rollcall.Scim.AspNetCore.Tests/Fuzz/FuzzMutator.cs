using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.AspNetCore.Tests.Fuzz;

/// <summary>Changes a request where it means something: a node of its JSON, a word of its filter, a parameter, a header. Now and then a byte.</summary>
/// <param name="chance">Decides all of it.</param>
public sealed class FuzzMutator(Random chance)
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"];

    private static readonly string[] Paths =
        ["/Users", "/Groups", "/Users/{user}", "/Groups/{group}", "/Users/.search", "/Groups/.search", "/.search", "/Bulk", "/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/Me", "/Users/", "/"];

    private static readonly string[] Words =
    [
        "userName", "emails", "emails.value", "emails[type eq \"work\"].value", "members", "members[value eq \"x\"]", "groups.value", "meta.created", "meta.lastModified", "active", "password", "id", "schemas",
        "externalId", "name.givenName", "urn:ietf:params:scim:schemas:core:2.0:User:userName", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "nothing", "urn:x:y", "a.b.c.d",
        "eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr", "and", "or", "not", "(", ")", "[", "]", "\"x\"", "\"", "\"\\u0000\"", "true", "null", "5", "-1e309", "\"2020-01-01T00:00:00Z\"", ".", "\\", ",", "$ref",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "\"True\"", "0", "-1", "1e400", "9223372036854775808", "0.1", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"İıß\"", "{}", "[]", "[[]]", "[null]", "[{}]", "{\"value\":\"x\"}",
        "[{\"value\":\"x\",\"primary\":true},{\"value\":\"x\",\"primary\":true}]", "{\"$ref\":5}", "\"2020-01-01T00:00:00Z\"", "\"bulkId:1\"", "\"{user}\"", "\"{group}\"", "{\"active\":\"no\"}",
    ];

    private static readonly string[] Names =
    [
        "userName", "USERNAME", "schemas", "Operations", "operations", "op", "path", "value", "members", "emails", "active", "name", "id", "meta", "groups", "externalId", "displayName", "filter", "attributes",
        "excludedAttributes", "startIndex", "count", "sortBy", "sortOrder", "cursor", "method", "bulkId", "data", "failOnErrors", "__proto__", "a.b", "", "$ref", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("Content-Type", ["application/scim+json", "application/json; charset=utf-8", "text/xml", "application/scim+json; charset=utf-16", ";;;", "application/json, application/json", ""]),
        ("Accept", ["application/scim+json", "application/json", "*/*;q=0", "text/html, application/xml;q=0.9", ",,,", "application/*", ""]),
        ("If-Match", ["W/\"1\"", "\"1\"", "*", "W/\"99999999999999999999\"", "W/", "\"", "W/\"1\", W/\"2\"", "1", ""]),
        ("If-None-Match", ["W/\"1\"", "*", "\"\"", ",", "W/\"-1\""]),
        ("Authorization", ["Bearer wrong", "Bearer", "Basic x", "bearer  the-token-of-the-tests", "Bearer the-token-of-the-tests, Bearer x", "\t"]),
        ("Content-Encoding", ["gzip", "identity", "br, gzip", "x"]),
        ("Prefer", ["respond-async", "return=minimal", "=;"]),
        ("X-Forwarded-Proto", ["https", "ftp"]),
    ];

    private static readonly string[] Parameters = ["filter", "attributes", "excludedAttributes", "startIndex", "count", "sortBy", "sortOrder", "cursor", "FILTER", "x"];

    /// <summary>One to four changes of a request.</summary>
    public FuzzInput Mutate(FuzzInput input)
    {
        for (var left = chance.Next(1, 5); left > 0; left--)
        {
            input = chance.Next(12) switch
            {
                0 => input with { Verb = Any(Verbs) },
                1 => input with { Target = Any(Paths) + Query(input.Target) },
                2 or 3 => input with { Target = Parameter(input.Target) },
                4 => input with { Headers = Header(input.Headers) },
                5 => input with { Body = Bytes(input.Body) },
                _ => input with { Body = Node(input.Body) },
            };
        }

        return input;
    }

    private T Any<T>(T[] from) => from[chance.Next(from.Length)];

    private static string Query(string target) => target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? target[at..] : "";

    private string Phrase() => string.Join(' ', Enumerable.Range(0, chance.Next(1, 10)).Select(_ => Any(Words)));

    private string Parameter(string target)
    {
        var value = chance.Next(4) switch { 0 => Any(Values).Trim('"'), 1 => chance.Next(-5, 300).ToString(System.Globalization.CultureInfo.InvariantCulture), _ => Phrase() };
        var written = chance.Next(8) == 0 ? value : Uri.EscapeDataString(value.Contains('\ud800', StringComparison.Ordinal) ? "x" : value);
        return $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Any(Parameters)}={written}";
    }

    private List<(string, string)> Header(IReadOnlyList<(string Name, string Value)> headers)
    {
        var (name, values) = Any(Headers);
        return [.. headers.Where(header => header.Name != name || chance.Next(6) == 0), (name, Any(values))];
    }

    private string Bytes(string body)
    {
        var at = chance.Next(body.Length + 1);
        var piece = chance.Next(3) == 0 ? ((char)chance.Next(0, 0xD7FF)).ToString() : Any(Any([Words, Values, Names]));
        return body[..at] + piece + body[Math.Min(body.Length, at + chance.Next(4))..];
    }

    /// <summary>Replaces, doubles, removes, wraps or renames one node of the tree.</summary>
    private string Node(string body)
    {
        if (Parse(body) is not { } root)
        {
            return chance.Next(2) == 0 ? Any(Values) : Bytes(body);
        }

        var nodes = new List<JsonNode>();
        Walk(root, nodes);
        var node = nodes[chance.Next(nodes.Count)];
        switch (node)
        {
            case JsonObject made when chance.Next(2) == 0:
                made[Any(Names)] = Parse(Any(Values));
                break;
            case JsonArray list when chance.Next(2) == 0:
                list.Add(list.Count > 0 && chance.Next(2) == 0 ? list[chance.Next(list.Count)]?.DeepClone() : Parse(Any(Values)));
                break;
            default:
                Replace(node);
                break;
        }

        var text = root.ToJsonString();
        return chance.Next(15) == 0 ? text.Replace("\"userName\":", "\"userName\":1,\"userName\":", StringComparison.Ordinal) : text;
    }

    private void Replace(JsonNode node)
    {
        var fresh = chance.Next(5) switch
        {
            0 => new JsonArray(node.DeepClone()),
            1 => new JsonObject { [Any(Names)] = node.DeepClone() },
            2 => JsonValue.Create(Phrase()),
            _ => Parse(Any(Values)),
        };
        if (node.Parent is JsonArray list)
        {
            list[list.IndexOf(node)] = fresh;
        }
        else if (node.Parent is JsonObject owner)
        {
            var name = node.GetPropertyName();
            owner.Remove(name);
            if (chance.Next(5) > 0)
            {
                owner[chance.Next(4) == 0 ? Any(Names) : name] = fresh;
            }
        }
    }

    private static void Walk(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        IEnumerable<JsonNode?> inner = node switch { JsonObject made => made.Select(static p => p.Value), JsonArray list => list, _ => [] };
        foreach (var child in inner.OfType<JsonNode>().ToList())
        {
            Walk(child, nodes);
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            // Duplicate names and lone surrogates only show when it is walked and written.
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            _ = node?.ToJsonString();
            return node;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
