using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Which attributes an answer shows (RFC 7644 section 3.4.2.5). Names that no schema knows are passed over.</summary>
public sealed class Projection
{
    private readonly ResourceType _type;
    private readonly bool _only;
    private readonly List<AttributeTarget> _targets;
    private readonly List<string> _containers;
    private readonly bool _answersWrite;

    private Projection(ResourceType type, bool only, List<AttributeTarget> targets, List<string> containers, bool answersWrite = false)
    {
        _answersWrite = answersWrite;
        _type = type;
        _only = only;
        _targets = targets;
        _containers = containers;
    }

    /// <summary>True where stored bytes can be written as they are; members and groups are none of them.</summary>
    public bool IsWhole => !_only && _containers.Count == 0 && _targets.TrueForAll(t => t.Sub is null && (t.IsMembers || t.IsGroups)) && !Reserve.Of(_type).Any(IsHidden);

    /// <summary>True where the answer shows a group's members.</summary>
    public bool NeedsMembers => _type.Schema.Find("members") is not null && (_only ? _targets.Exists(t => t.IsMembers) : !Excludes(t => t.IsMembers));

    /// <summary>True where a user's groups were asked for by name.</summary>
    public bool NeedsGroups => _only && _targets.Exists(t => t.IsGroups);

    /// <summary>
    /// True where a user's groups were excluded, or others were asked for by name, or the type has none; then they are left out even where a
    /// profile returns them.
    /// </summary>
    public bool HidesGroups => _type.Schema.Find("groups") is null || (_only ? !NeedsGroups : Excludes(t => t.IsGroups));

    /// <summary>Everything that is returned by default.</summary>
    public static Projection Whole(ResourceType type) => new(type, only: false, [], []);

    /// <summary>The same for the answer to a write, which shows what is returned on request too: its sender gave it.</summary>
    internal Projection ToWrite() => new(_type, _only, _targets, _containers, answersWrite: true);

    /// <summary>Reads the comma-separated query parameters; null or blank means absent. 400 <c>invalidValue</c> where both are given.</summary>
    public static ScimResult<Projection> Parse(string? attributes, string? excludedAttributes, ResourceType type) =>
        Parse(SplitNames(attributes), SplitNames(excludedAttributes), type);

    /// <summary>Reads the lists of a SearchRequest; null or empty means absent. 400 <c>invalidValue</c> where both are given.</summary>
    public static ScimResult<Projection> Parse(
        IReadOnlyList<string>? attributes, IReadOnlyList<string>? excludedAttributes, ResourceType type)
    {
        var only = attributes is { Count: > 0 };
        if (only && excludedAttributes is { Count: > 0 })
        {
            return new ScimError(400, ScimErrorType.InvalidValue, "attributes and excludedAttributes exclude each other: give one of them.");
        }

        var targets = new List<AttributeTarget>();
        var containers = new List<string>();
        foreach (var name in (only ? attributes : excludedAttributes) ?? [])
        {
            Resolve(name, type, targets, containers);
        }

        return new Projection(type, only, targets, containers);
    }

    /// <summary>Removes from the document what the answer does not show, and returns it. The document is the caller's own copy.</summary>
    public JsonObject Apply(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Prune(document, null);
        foreach (var extension in _type.Extensions)
        {
            if (document[extension.Schema.Id] is JsonObject container && !(_only && _containers.Contains(extension.Schema.Id)))
            {
                PruneContainer(document, container, extension.Schema);
            }
        }

        foreach (var hidden in Reserve.Of(_type).Where(IsHidden))
        {
            Reserve.Remove(document, hidden);
        }

        KeepSchemasTruthful(document);
        return document;
    }

    private bool IsHidden(AttributeTarget target) => target.Leaf.Returned == Returned.Never || !(_answersWrite || (_only && IsAskedFor(target)));

    private bool IsAskedFor(AttributeTarget target) =>
        (target.Extension is { } extension && _containers.Contains(extension.Id))
        || _targets.Exists(t => t.Extension?.Id == target.Extension?.Id && t.Attribute.Name == target.Attribute.Name && (t.Sub is null || t.Sub.Name == target.Sub?.Name));

    private static List<string> SplitNames(string? names)
    {
        if (string.IsNullOrWhiteSpace(names))
        {
            return [];
        }

        // A comma inside brackets or quotes is no separator, but what stands there is passed over anyway.
        return [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static void Resolve(string name, ResourceType type, List<AttributeTarget> targets, List<string> containers)
    {
        // attributes=emails[type eq "work"] (Microsoft's Postman collection): the part in brackets is passed over.
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var plain = (bracket < 0 ? name : name[..bracket]).Trim();
        if (type.FindExtension(plain) is { } extension)
        {
            containers.Add(extension.Schema.Id);
        }
        else if (PathText.ParseAttribute(plain) is { } path && AttributeTarget.Find(type, path) is { } target)
        {
            targets.Add(target);
        }
    }

    private bool Excludes(Predicate<AttributeTarget> which) => !_only && _targets.Exists(t => t.Sub is null && which(t));

    private void PruneContainer(JsonObject document, JsonObject container, SchemaDefinition schema)
    {
        if (!_only && _containers.Contains(schema.Id))
        {
            document.Remove(schema.Id);
            return;
        }

        Prune(container, schema);
        if (container.Count == 0)
        {
            document.Remove(schema.Id);
        }
    }

    private void Prune(JsonObject owner, SchemaDefinition? extension)
    {
        var named = _targets.FindAll(t => t.Extension?.Id == extension?.Id);
        foreach (var (name, value) in owner.ToList())
        {
            if ((extension is null && _type.FindExtension(name) is not null) || IsAlways(name, extension))
            {
                continue;
            }

            var hits = named.FindAll(t => t.Attribute.Name == name);
            var whole = hits.Exists(t => t.Sub is null);
            if (_only ? hits.Count == 0 : whole)
            {
                owner.Remove(name);
            }
            else if (hits.Count > 0 && !whole)
            {
                PruneParts(owner, name, value, hits);
            }
        }
    }

    private void PruneParts(JsonObject owner, string name, JsonNode? value, List<AttributeTarget> hits)
    {
        foreach (var element in value is JsonArray array ? [.. array] : new List<JsonNode?> { value })
        {
            if (element is JsonObject complex)
            {
                PruneElement(complex, hits);
            }
        }

        if (value is JsonArray list)
        {
            list.RemoveAll(e => e is JsonObject { Count: 0 });
        }

        if (value is JsonArray { Count: 0 } or JsonObject { Count: 0 })
        {
            owner.Remove(name);
        }
    }

    private void PruneElement(JsonObject complex, List<AttributeTarget> hits)
    {
        foreach (var part in complex.Select(p => p.Key).ToList())
        {
            var named = hits.Exists(t => t.Sub!.Name == part);
            var always = hits[0].Attribute.Find(part)?.Returned == Returned.Always;
            if (named != _only && !always)
            {
                complex.Remove(part);
            }
        }
    }

    private bool IsAlways(string name, SchemaDefinition? extension) => extension is null
        ? (_type.Schema.Find(name) ?? CommonAttributes.Find(name))?.Returned == Returned.Always
        : extension.Find(name)?.Returned == Returned.Always;

    private void KeepSchemasTruthful(JsonObject document)
    {
        if (document["schemas"] is JsonArray schemas)
        {
            schemas.RemoveAll(s => Scalars.Text(s) is { } urn && _type.FindExtension(urn) is not null && !document.ContainsKey(urn));
        }
    }
}
