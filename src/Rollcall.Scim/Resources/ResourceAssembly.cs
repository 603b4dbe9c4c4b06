using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>One body on its way to canonical form: key by key, each with what the schemas say of it.</summary>
internal sealed class ResourceAssembly(ResourceType type, ScimSchemas schemas, ValueReader values)
{
    private readonly JsonObject _document = new();
    private IReadOnlyList<string>? _members;
    private bool _activeGiven;

    public ReadResource Read(JsonObject body)
    {
        CheckSchemas(body);
        foreach (var (name, value) in body)
        {
            Take(name, value);
        }

        if (!_activeGiven && type.Schema.Find("active") is { Type: AttributeType.Boolean })
        {
            _document["active"] = true;
        }

        DocumentRules.Settle(_document, type);
        return new ReadResource(_document, _members, _activeGiven);
    }

    private void CheckSchemas(JsonObject body)
    {
        var named = body.FirstOrDefault(p => string.Equals(p.Key, "schemas", StringComparison.OrdinalIgnoreCase)).Value as JsonArray ?? [];
        var urns = named.Select(n => Scalars.Text(n) ?? throw ScimRefusal.Syntax("schemas takes an array of URNs.")).ToList();
        if (!urns.Exists(u => string.Equals(u, type.Schema.Id, StringComparison.OrdinalIgnoreCase)))
        {
            if (schemas.Types.FirstOrDefault(t => urns.Contains(t.Schema.Id, StringComparer.OrdinalIgnoreCase)) is { } other)
            {
                throw ScimRefusal.Syntax($"The body is a {other.Name}, and {type.Endpoint} takes a {type.Name}.");
            }

            Forgive("missing-schema", type.Schema.Id, $"schemas does not name {type.Schema.Id}.");
        }

        foreach (var urn in urns.Where(u => type.FindSchema(u) is null))
        {
            Forgive("unknown-schema", JsonTree.Shown(urn), $"schemas names {JsonTree.Shown(urn)}, which a {type.Name} does not have.");
        }
    }

    private void Forgive(string code, string where, string detail)
    {
        if (!values.Profile.AcceptUnknownSchemas)
        {
            throw ScimRefusal.Syntax(detail);
        }

        values.Tolerances.Add(code, where);
    }

    private void Take(string name, JsonNode? value)
    {
        if (string.Equals(name, "schemas", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        switch (KeyTarget.Find(type, name, values))
        {
            case KeyTarget.One one:
                TakeAttribute(one.Target, value);
                break;
            case KeyTarget.Container container:
                TakeContainer(container.Schema, value);
                break;
            default:
                if (value is not null)
                {
                    values.PassOver(JsonTree.Shown(name));
                }

                break;
        }
    }

    private void TakeContainer(SchemaDefinition extension, JsonNode? value)
    {
        if (value is null or JsonArray { Count: 0 })
        {
            return;
        }

        foreach (var (name, part) in value as JsonObject ?? throw ScimRefusal.Value($"{extension.Id} takes an object."))
        {
            if (extension.Find(name) is { } attribute)
            {
                TakeAttribute(new AttributeTarget(extension, attribute, null), part);
            }
            else if (part is not null)
            {
                values.PassOver(extension.Id + ":" + JsonTree.Shown(name));
            }
        }
    }

    private void TakeAttribute(AttributeTarget target, JsonNode? value)
    {
        if (target.IsMembers && target.Sub is null)
        {
            _members = MemberValues.Read(value);
            return;
        }

        // id, meta and groups come back to us in every echo; a password is a placeholder (Okta) and none of our business.
        if (target.Attribute.Mutability is Mutability.ReadOnly or Mutability.WriteOnly || target.Leaf.Mutability == Mutability.ReadOnly || target.IsMembers)
        {
            return;
        }

        _activeGiven |= target is { Extension: null, Attribute.Name: "active" } && value is not null;
        if (values.Read(target.Leaf, value, target.Shown) is { } read)
        {
            Place(target, read);
        }
    }

    private void Place(AttributeTarget target, JsonNode value)
    {
        var owner = target.Extension is null ? _document : Child(_document, target.Extension.Id);
        if (target.Sub is null)
        {
            Merge(owner, target.Attribute.Name, value);
        }
        else if (!target.Attribute.MultiValued)
        {
            Child(owner, target.Attribute.Name)[target.Sub.Name] = value;
        }
        else
        {
            values.PassOver(target.Shown);
        }
    }

    /// <summary>A nested object may join what dotted keys have set before.</summary>
    private static void Merge(JsonObject owner, string name, JsonNode value)
    {
        if (value is JsonObject parts && owner[name] is JsonObject before)
        {
            foreach (var (part, node) in parts)
            {
                before[part] = node?.DeepClone();
            }
        }
        else
        {
            owner[name] = value;
        }
    }

    private static JsonObject Child(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject child)
        {
            owner[name] = child = new JsonObject();
        }

        return child;
    }
}
