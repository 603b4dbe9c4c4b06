using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Calling;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Probing;

/// <summary>
/// An answer of the server under test, and what a rule may demand of it. A demand that is not met ends the rule. Attribute names are found in any case, so
/// that one wrong spelling does not break a hundred rules.
/// </summary>
internal sealed class Answer(WireReply reply)
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    private JsonObject? _json;

    public int Status => reply.Status;

    public string Text { get; } = Encoding.UTF8.GetString(reply.Body.Span);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object.</summary>
    public JsonObject Json => _json ??= Parse() ?? throw RuleEnded.Broken($"The body of the {Status} answer is no JSON object.");

    public string Id => TextAt("id") ?? throw RuleEnded.Broken("The resource has no id.");

    public string? Header(string name) =>
        reply.Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();


    /// <summary>The resources of a list.</summary>
    public IReadOnlyList<JsonObject> Resources => Items("Resources");

    public int Total => NumberAt("totalResults") ?? throw RuleEnded.Broken("The list has no totalResults that is a number.");

    /// <summary>What stands at a path of names divided by slashes, or null.</summary>
    public JsonNode? At(string path) => At(Json, path);

    public string? TextAt(string path) => At(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public int? NumberAt(string path) => At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) ? number : null;

    public bool? FlagAt(string path) => At(path) is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    /// <summary>The objects of an array; empty where there is none.</summary>
    public IReadOnlyList<JsonObject> Items(string path) => At(path) is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    /// <summary>The texts of an array, or those at <paramref name="member"/> of its objects.</summary>
    public IReadOnlyList<string> Texts(string path, string? member = null) => At(path) is JsonArray items
        ? [.. items.Select(item => member is null ? item : item is JsonObject o ? At(o, member) : null).OfType<JsonValue>().Select(value => value.ToString())]
        : [];

    public Answer Has(params ReadOnlySpan<int> statuses)
    {
        if (!statuses.Contains(Status))
        {
            throw RuleEnded.Broken($"The answer is {Status}{Detail()}; expected {string.Join(" or ", statuses.ToArray())}.");
        }

        return this;
    }

    public Answer Succeeds() => IsSuccess ? this : throw RuleEnded.Broken($"The answer is {Status}{Detail()}; expected success.");

    /// <summary>A refusal by one of these statuses, with SCIM's error body.</summary>
    public Answer Refuses(params ReadOnlySpan<int> statuses)
    {
        Has(statuses);
        if (!Texts("schemas").Contains(Urns.Error, StringComparer.OrdinalIgnoreCase))
        {
            throw RuleEnded.Broken($"The {Status} answer has no SCIM error body: schemas must name {Urns.Error}.");
        }

        return this;
    }

    /// <summary>The error's scimType is one of these.</summary>
    public Answer As(params ReadOnlySpan<string> scimTypes)
    {
        var type = TextAt("scimType");
        if (!scimTypes.Contains(type!))
        {
            throw RuleEnded.Broken($"The error's scimType is {type ?? "absent"}; expected {string.Join(" or ", scimTypes.ToArray())}.");
        }

        return this;
    }

    /// <summary>The answer has this media type; parameters do not count.</summary>
    public Answer IsOf(string mediaType)
    {
        var found = Header("Content-Type")?.Split(';')[0].Trim();
        return string.Equals(found, mediaType, StringComparison.OrdinalIgnoreCase)
            ? this
            : throw RuleEnded.Broken($"The {Status} answer is {found ?? "without Content-Type"}; expected {mediaType}.");
    }

    /// <summary>This value stands at the path.</summary>
    public Answer Shows(JsonNode? expected, string path)
    {
        var found = At(path);
        if (!JsonNode.DeepEquals(found, expected))
        {
            throw RuleEnded.Broken($"{path} is {Shown(found)}; expected {Shown(expected)}.");
        }

        return this;
    }

    /// <summary>Nothing stands at the path: it is absent, null, empty text or an empty array.</summary>
    public Answer Lacks(string path)
    {
        var found = At(path);
        if (!IsUnassigned(found))
        {
            throw RuleEnded.Broken($"{path} is {Shown(found)}; expected no value.");
        }

        return this;
    }

    /// <summary>The list holds these resources, in whatever order, and no other.</summary>
    public Answer Lists(params IReadOnlyList<Throwaway> expected)
    {
        Has(200);
        var found = Resources.Select(item => At(item, "id")?.ToString() ?? "").Order(StringComparer.Ordinal).ToList();
        if (!found.SequenceEqual(expected.Select(item => item.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw RuleEnded.Broken($"The list holds {found.Count} resources ({Ids(found)}); expected {expected.Count} ({Ids(expected.Select(item => item.Id))}).");
        }

        return this;
    }

    /// <summary>The members, emails or other values, by their <c>value</c>, are these, in whatever order.</summary>
    public Answer HasValues(string path, params IReadOnlyList<string> expected)
    {
        var found = Texts(path, "value").Order(StringComparer.Ordinal).ToList();
        if (!found.SequenceEqual(expected.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw RuleEnded.Broken($"The values of {path} are {Ids(found)}; expected {Ids(expected)}.");
        }

        return this;
    }

    /// <summary>The element of an array whose member has this text.</summary>
    public JsonObject Element(string path, string member, string text) =>
        Items(path).FirstOrDefault(item => string.Equals(At(item, member)?.ToString(), text, StringComparison.OrdinalIgnoreCase))
        ?? throw RuleEnded.Broken($"{path} has no element whose {member} is \"{text}\".");

    public static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var name in path.Split('/'))
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    public static bool IsUnassigned(JsonNode? node) => node switch
    {
        null => true,
        JsonArray items => items.Count == 0,
        JsonObject members => members.Count == 0,
        JsonValue value => value.TryGetValue(out string? text) && text.Length == 0,
        _ => false,
    };

    private JsonObject? Parse()
    {
        try
        {
            var parsed = reply.Body.IsEmpty ? null : JsonNode.Parse(reply.Body.Span, AnyCase) as JsonObject;
            _ = parsed?.Count;
            return parsed;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // An ArgumentException is a name that stands twice in one object.
            return null;
        }
    }

    private string Detail() => Status >= 400 && Parse() is { } body && At(body, "detail") is { } detail ? $" ({detail})" : "";

    private static string Ids(IEnumerable<string> ids) => string.Join(", ", ids.Take(8).DefaultIfEmpty("none"));

    private static string Shown(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "absent";
        return text.Length > 200 ? string.Create(CultureInfo.InvariantCulture, $"{text[..200]}...") : text;
    }
}
