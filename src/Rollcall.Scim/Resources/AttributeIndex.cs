using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>An attribute of a resource type whose values a store keeps as keys: to find resources by <c>eq</c>, or to keep the values unique.</summary>
/// <remarks>Two values that <see cref="ResourceMatch"/> calls equal have the same key. Numbers too long for a double may share one.</remarks>
public sealed class AttributeIndex
{
    /// <summary>The longest key in characters; a longer value, or one with a NUL character, is kept as the SHA-256 of its key.</summary>
    public const int LongestKey = 512;

    // No value of a document begins so, but for one that is hashed for it.
    private const char Hashed = '\u0001';

    private readonly AttributeTarget _target;

    private AttributeIndex(AttributeTarget target) => _target = target;

    /// <summary>The path as the schema writes it; an extension's URN stands before it.</summary>
    public string Path => _target.Shown;

    /// <summary>True where the schema demands unique values (RFC 7643 section 7, <c>uniqueness</c>).</summary>
    public bool IsUnique => Leaf.Uniqueness != Uniqueness.None;

    /// <summary>The type of the values.</summary>
    public AttributeType Type => Leaf.Type;

    /// <summary>True where case counts.</summary>
    public bool CaseExact => Leaf.CaseExact;

    private AttributeDefinition Leaf => _target.Leaf;

    /// <summary>The attribute that a path names: <c>title</c>, <c>name.familyName</c>, or with a URN before it. Of a list, the value of each element is a key.</summary>
    /// <returns>The attribute, or 400 <c>invalidPath</c> saying why it cannot be kept as keys.</returns>
    public static ScimResult<AttributeIndex> Parse(ResourceType type, string path)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains('[', StringComparison.Ordinal))
        {
            return Refuse(path, "has brackets. An index holds every value of an attribute: name it without them, and a filter with brackets finds by it all the same");
        }

        if (AttributeNames.Read(path) is not { } read || AttributeTarget.Find(type, read) is not { } target)
        {
            return Refuse(path, $"names no attribute of {type.Name}");
        }

        if (target.Leaf.Type == AttributeType.Complex && target.Sub is null && target.Attribute.Find("value") is { } value)
        {
            target = target with { Sub = value };
        }

        return Unfit(target) is { } why ? Refuse(path, why) : new AttributeIndex(target);
    }

    /// <summary>All attributes of a type that its schemas call unique, but for the common ones, which every store knows.</summary>
    public static IReadOnlyList<AttributeIndex> UniqueOf(ResourceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var found = new List<AttributeIndex>();
        foreach (var (schema, extension) in type.Extensions.Select(e => (e.Schema, (SchemaDefinition?)e.Schema)).Prepend((type.Schema, null)))
        {
            var targets = schema.Attributes.SelectMany(a => a.SubAttributes.Select(s => new AttributeTarget(extension, a, s)).Prepend(new AttributeTarget(extension, a, null)));
            found.AddRange(targets.Where(t => t.Leaf.Uniqueness != Uniqueness.None && t.Leaf.Type is not (AttributeType.Complex or AttributeType.Boolean)).Select(t => new AttributeIndex(t)));
        }

        return found;
    }

    /// <summary>The keys of a document's values, each once.</summary>
    public IReadOnlyList<string> KeysOf(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var container = _target.Extension is { } extension ? document[extension.Id] as JsonObject : document;
        var keys = new List<string>();
        Collect(container?[_target.Attribute.Name], _target.Sub, keys);
        return keys.Count < 2 ? keys : [.. keys.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The key that equal values have; null where no value of the attribute can be equal by key.</summary>
    internal string? KeyOf(FilterValue wanted) => wanted switch
    {
        FilterValue.Text text when Leaf.Type is not (AttributeType.Integer or AttributeType.Decimal) => TextKey(text.Value),
        FilterValue.Number number when Leaf.Type is AttributeType.Integer or AttributeType.Decimal => NumberKey(number.Literal),
        _ => null,
    };

    /// <summary>Whether a filter's attribute is this one.</summary>
    internal bool Is(AttributeTarget target, string? sub) =>
        target.Attribute.Name == _target.Attribute.Name && target.Extension?.Id == _target.Extension?.Id
        && string.Equals(sub ?? (target.Attribute.Type == AttributeType.Complex ? "value" : null), _target.Sub?.Name, StringComparison.OrdinalIgnoreCase);

    private static ScimError Refuse(string path, string why) => new(400, ScimErrorType.InvalidPath, $"{JsonTree.Shown(path)} {why}.");

    private static string? Unfit(AttributeTarget target) => target switch
    {
        { IsMembers: true } or { IsGroups: true } => "is found by memberships, which need no index",
        { Attribute: var a } when CommonAttributes.Find(a.Name) == a && target.Extension is null => "is found without an index, or is none that is kept with the resource",
        { Leaf.Type: AttributeType.Complex } => "has several parts: name one of them",
        { Leaf.Type: AttributeType.Boolean } => "has two values alone, so that an index would not narrow anything",
        { Leaf.Type: AttributeType.Binary } => "is binary, which is not indexed",
        { Leaf.Returned: Returned.Never } or { Attribute.Returned: Returned.Never } => "is never returned, so that no filter may ask for it",
        _ => null,
    };

    private void Collect(JsonNode? node, AttributeDefinition? sub, List<string> keys)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var element in list)
                {
                    Collect(element, sub, keys);
                }

                break;
            case JsonObject complex when sub is not null:
                Collect(complex[sub.Name], null, keys);
                break;
            case JsonValue when sub is null && KeyOf(node) is { } key:
                keys.Add(key);
                break;
            default:
                break;
        }
    }

    private string? KeyOf(JsonNode node) => Leaf.Type is AttributeType.Integer or AttributeType.Decimal
        ? Scalars.Number(node) is { } literal ? NumberKey(literal) : null
        : Scalars.Text(node) is { } text ? TextKey(text) : null;

    private string? TextKey(string text)
    {
        if (Leaf.Type == AttributeType.DateTime)
        {
            return ScimTime.TryParse(text, out var at) ? at.UtcTicks.ToString(CultureInfo.InvariantCulture) : null;
        }

        var key = Leaf.CaseExact ? ScimText.ExactKey(text) : ScimText.CaseKey(text);
        return key.Length > LongestKey || key.Contains('\0', StringComparison.Ordinal) || key.StartsWith(Hashed)
            ? Hashed + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())))
            : key;
    }

    private static string NumberKey(string literal) => double.Parse(literal, CultureInfo.InvariantCulture) is var number && number == 0
        ? "0"
        : number.ToString("R", CultureInfo.InvariantCulture);
}
