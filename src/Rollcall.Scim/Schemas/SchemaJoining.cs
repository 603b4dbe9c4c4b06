using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Schemas;

/// <summary>Adds documents to a catalog, and tells what does not fit.</summary>
internal sealed class SchemaJoining
{
    private readonly SchemaFaults _faults = new();
    private readonly Dictionary<string, SchemaDefinition> _schemas = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ResourceType> _types;

    private SchemaJoining(ScimSchemas to)
    {
        _types = [.. to.Types];
        foreach (var schema in to.Schemas)
        {
            _schemas.Add(schema.Id, schema);
        }
    }

    public static ScimResult<ScimSchemas> Join(ScimSchemas to, SchemaDocuments added)
    {
        var joining = new SchemaJoining(to);
        foreach (var schema in added.Schemas)
        {
            joining.Add(schema);
        }

        joining.CheckPaths();
        foreach (var outline in added.Types)
        {
            joining.Add(outline);
        }

        return joining._faults.Error is { } error ? error : new ScimSchemas(joining._types, [.. joining._schemas.Values]);
    }

    private void Add(SchemaDefinition schema)
    {
        if (!_schemas.TryAdd(schema.Id, schema))
        {
            _faults.Add("", $"the schema {schema.Id} is there already");
        }
    }

    /// <summary>The path <c>urn:a:b</c> must not mean both a schema and the attribute <c>b</c> of the schema <c>urn:a</c>.</summary>
    private void CheckPaths()
    {
        foreach (var schema in _schemas.Values)
        {
            var colon = schema.Id.LastIndexOf(':');
            if (_schemas.TryGetValue(schema.Id[..colon], out var shorter) && shorter.Find(schema.Id[(colon + 1)..]) is { } attribute)
            {
                _faults.Add("", $"the schema {schema.Id} has the very path of the attribute {attribute.Name} of {shorter.Id}");
            }
        }
    }

    private void Add(ResourceTypeOutline outline)
    {
        var at = _types.FindIndex(t => string.Equals(t.Name, outline.Name, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
        {
            Extend(at, outline);
            return;
        }

        if (_types.Find(t => string.Equals(t.Endpoint, outline.Endpoint, StringComparison.OrdinalIgnoreCase)) is { } neighbour)
        {
            _faults.Add(outline.Name, $"the endpoint {outline.Endpoint} belongs to {neighbour.Name}");
        }

        if (!_schemas.TryGetValue(outline.Schema, out var schema))
        {
            _faults.Add(outline.Name, $"the schema {SchemaFaults.Cut(outline.Schema)} is not known");
            return;
        }

        foreach (var attribute in schema.Attributes.Where(a => CommonAttributes.Find(a.Name) is not null))
        {
            _faults.Add(outline.Name, $"every resource has {attribute.Name} (RFC 7643 section 3.1); the schema {schema.Id} must not define it again");
        }

        var type = new ResourceType { Name = outline.Name, Endpoint = outline.Endpoint, Description = outline.Description, Schema = schema };
        _types.Add(type with { Extensions = Extensions(type, outline) });
    }

    private void Extend(int at, ResourceTypeOutline outline)
    {
        var type = _types[at];
        if (!string.Equals(type.Endpoint, outline.Endpoint, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(type.Schema.Id, outline.Schema, StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add(outline.Name, $"the type {type.Name} is there already, with the endpoint {type.Endpoint} and the schema {type.Schema.Id}");
            return;
        }

        _types[at] = type with { Extensions = Extensions(type, outline) };
    }

    private List<SchemaExtension> Extensions(ResourceType type, ResourceTypeOutline outline)
    {
        List<SchemaExtension> extensions = [.. type.Extensions];
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { type.Schema.Id };
        foreach (var (urn, required) in outline.Extensions)
        {
            if (!named.Add(urn))
            {
                _faults.Add(outline.Name, $"the schema {SchemaFaults.Cut(urn)} is named twice");
            }
            else if (!_schemas.TryGetValue(urn, out var schema))
            {
                _faults.Add(outline.Name, $"the schema {SchemaFaults.Cut(urn)} is not known");
            }
            else
            {
                var at = extensions.FindIndex(e => string.Equals(e.Schema.Id, urn, StringComparison.OrdinalIgnoreCase));
                extensions.RemoveRange(Math.Max(at, 0), at < 0 ? 0 : 1);
                extensions.Insert(at < 0 ? extensions.Count : at, new SchemaExtension(schema, required));
            }
        }

        return extensions;
    }
}
