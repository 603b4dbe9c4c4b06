using System.Text.Json;

namespace Rollcall.Scim.Schemas;

/// <summary>Reads the document of a schema (RFC 7643 section 7).</summary>
internal sealed class SchemaReading(SchemaFaults faults)
{
    private const int MostAttributes = 1000;
    private int _attributes;

    public SchemaDefinition? Read(JsonElement item, string place)
    {
        faults.Unknown(item, place, "schemas", "id", "name", "description", "attributes", "meta");
        var id = faults.Text(item, place, "id", needed: true);
        var name = faults.Text(item, place, "name", needed: false);
        var description = faults.Text(item, place, "description", needed: false) ?? "";
        var attributes = Attributes(item, place, "attributes", inside: false);
        if (_attributes > MostAttributes)
        {
            faults.Add(place, $"the schema has {_attributes} attributes; at most {MostAttributes} are served");
        }

        if (id is null)
        {
            return null;
        }

        if (!SchemaNames.IsUrn(id))
        {
            faults.Add(place, $"the id \"{SchemaFaults.Cut(id)}\" must be a URN such as urn:example:scim:schemas:extension:badge:1.0:User");
        }
        else if (SchemaNames.IsTakenUrn(id))
        {
            faults.Add(place, $"the id {id} belongs to SCIM itself");
        }

        return new SchemaDefinition { Id = id, Name = name ?? id[(id.LastIndexOf(':') + 1)..], Description = description, Attributes = attributes };
    }

    private List<AttributeDefinition> Attributes(JsonElement item, string place, string key, bool inside)
    {
        List<AttributeDefinition> attributes = [];
        foreach (var (element, at) in faults.Objects(item, place, key, needed: true))
        {
            if (Attribute(element, at, inside) is not { } attribute)
            {
                continue;
            }

            if (AttributeDefinition.Find(attributes, attribute.Name) is { } twin)
            {
                faults.Add(at, $"the name \"{attribute.Name}\" is there twice (case does not count: \"{twin.Name}\")");
            }

            attributes.Add(attribute);
        }

        if (item.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0)
        {
            faults.Add(place, $"\"{key}\" names no attribute");
        }

        return attributes;
    }

    private AttributeDefinition? Attribute(JsonElement item, string place, bool inside)
    {
        _attributes++;
        faults.Unknown(
            item, place, "name", "type", "multiValued", "description", "required", "canonicalValues", "caseExact", "mutability", "returned", "uniqueness", "referenceTypes", "subAttributes");
        if (faults.Text(item, place, "name", needed: true) is not { } name)
        {
            return null;
        }

        place = $"{place} ({SchemaFaults.Cut(name)})";
        if (!SchemaNames.IsAttribute(name) || (name[0] == '$' && !inside))
        {
            faults.Add(place, "a name must be a letter and then letters, digits, - and _ ($ref only inside a complex attribute)");
        }

        var type = faults.Word<AttributeType>(item, place, "type", WireWords.Of) ?? AttributeType.String;
        var mutability = faults.Word<Mutability>(item, place, "mutability", WireWords.Of) ?? Mutability.ReadWrite;
        var attribute = new AttributeDefinition
        {
            Name = name,
            Type = type,
            Description = faults.Text(item, place, "description", needed: false) ?? "",
            MultiValued = faults.Flag(item, place, "multiValued", otherwise: false),
            Required = faults.Flag(item, place, "required", otherwise: false),
            CaseExact = faults.Flag(item, place, "caseExact", otherwise: type is AttributeType.Reference or AttributeType.Binary),
            Mutability = mutability,
            Returned = faults.Word<Returned>(item, place, "returned", WireWords.Of) ?? (mutability == Mutability.WriteOnly ? Returned.Never : Returned.Default),
            Uniqueness = faults.Word<Uniqueness>(item, place, "uniqueness", WireWords.Of) ?? Uniqueness.None,
            CanonicalValues = faults.Words(item, place, "canonicalValues"),
            ReferenceTypes = faults.Words(item, place, "referenceTypes"),
            SubAttributes = Parts(item, place, type, inside),
        };
        CheckSense(attribute, place);
        return attribute;
    }

    private List<AttributeDefinition> Parts(JsonElement item, string place, AttributeType type, bool inside)
    {
        if (type != AttributeType.Complex)
        {
            if (item.TryGetProperty("subAttributes", out var parts) && !(parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() == 0))
            {
                faults.Add(place, "only a complex attribute has subAttributes");
            }

            return [];
        }

        if (inside)
        {
            faults.Add(place, "a complex attribute may not hold another (RFC 7643 section 2.3.8)");
            return [];
        }

        return Attributes(item, place, "subAttributes", inside: true);
    }

    /// <summary>Characteristics that each may be right and together make no resource possible, or a promise that cannot be kept.</summary>
    private void CheckSense(AttributeDefinition attribute, string place)
    {
        if (attribute is { Required: true, Mutability: Mutability.ReadOnly })
        {
            faults.Add(place, "required and readOnly together refuse every resource, since no client may send it");
        }

        if (attribute.Mutability == Mutability.WriteOnly && attribute.Returned != Returned.Never)
        {
            faults.Add(place, "a writeOnly attribute must have returned \"never\"");
        }

        if (attribute is { Uniqueness: not Uniqueness.None, Type: AttributeType.Complex or AttributeType.Boolean })
        {
            faults.Add(place, $"a {WireWords.Of(attribute.Type)} attribute cannot be unique");
        }

        if (attribute.ReferenceTypes.Count > 0 && attribute.Type != AttributeType.Reference)
        {
            faults.Add(place, "only an attribute of type reference has referenceTypes");
        }
    }
}
