using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Values as a client sent them to values as a schema wants them. What comes back is new, canonical, and null where nothing is assigned.</summary>
internal sealed class ValueReader(ScimProfile profile, Tolerances tolerances)
{
    public ScimProfile Profile { get; } = profile;

    public Tolerances Tolerances { get; } = tolerances;

    /// <summary>The value of an attribute: a list where the attribute is one.</summary>
    public JsonNode? Read(AttributeDefinition attribute, JsonNode? node, string where) =>
        attribute.MultiValued ? ReadList(attribute, node, where) : ReadSingle(attribute, node, where);

    /// <summary>One element of a list.</summary>
    public JsonNode? ReadElement(AttributeDefinition attribute, JsonNode? node, string where) =>
        attribute.Type == AttributeType.Complex ? ReadComplex(attribute, node, where) : ReadScalar(attribute, node, where);

    private JsonArray? ReadList(AttributeDefinition attribute, JsonNode? node, string where)
    {
        if (node is null || Unassigned(node))
        {
            return null;
        }

        var list = new JsonArray();
        foreach (var element in Elements(node, where))
        {
            if (ReadElement(attribute, element, where) is { } value)
            {
                ElementList.Add(list, value);
                ElementList.CheckCount(list, where);
            }
        }

        KeepOnePrimary(list, where);
        return list.Count == 0 ? null : list;
    }

    private List<JsonNode?> Elements(JsonNode node, string where)
    {
        if (node is JsonArray array)
        {
            return [.. array];
        }

        return Profile.UnwrapValues && Tolerated("single-for-list", where) ? [node] : throw ScimRefusal.Value($"{where} takes an array.");
    }

    private JsonNode? ReadSingle(AttributeDefinition attribute, JsonNode? node, string where) =>
        ReadElement(attribute, OnlyElement(node, where), where);

    /// <summary>Of an array the one element, where the profile takes that for the value of a single-valued attribute (manager from Entra ID).</summary>
    private JsonNode? OnlyElement(JsonNode? node, string where)
    {
        if (node is not JsonArray array || array.Count == 0)
        {
            return node is JsonArray ? null : node;
        }

        if (!Profile.UnwrapValues || array.Count > 1)
        {
            throw ScimRefusal.Value($"{where} takes one value, not an array.");
        }

        Tolerances.Add("array-for-single", where);
        return array[0];
    }

    /// <summary>The parts of a single complex value as they were sent, in whichever form; null where nothing is assigned.</summary>
    public JsonObject? Unwrap(AttributeDefinition attribute, JsonNode? node, string where)
    {
        var only = OnlyElement(node, where);
        return only is null || Unassigned(only) ? null : only as JsonObject ?? BareValue(attribute, only, where);
    }

    private JsonObject? ReadComplex(AttributeDefinition attribute, JsonNode? node, string where)
    {
        if (node is null || Unassigned(node))
        {
            return null;
        }

        var given = node as JsonObject ?? BareValue(attribute, node, where);
        var value = new JsonObject();
        foreach (var (name, part) in given)
        {
            if (FindPart(attribute, name, part, where) is { } sub && Read(sub, part, where + "." + sub.Name) is { } read)
            {
                value[sub.Name] = read;
            }
        }

        return value.Count == 0 ? null : value;
    }

    /// <summary>The sub-attribute of this name, or null where it is passed over.</summary>
    public AttributeDefinition? FindPart(AttributeDefinition attribute, string name, JsonNode? part, string where)
    {
        if (attribute.Find(name) is { } sub)
        {
            return sub.Mutability == Mutability.ReadOnly ? null : sub;
        }

        if (Profile.ManagerIdIsValue && attribute.Name == "manager" && name.Equals("managerId", StringComparison.OrdinalIgnoreCase))
        {
            Tolerances.Add("other-name", where + "." + JsonTree.Shown(name));
            return attribute.Find("value");
        }

        if (part is not null)
        {
            PassOver(where + "." + JsonTree.Shown(name));
        }

        return null;
    }

    /// <summary>Counts an attribute that no schema knows, or refuses it.</summary>
    public void PassOver(string name)
    {
        if (!Profile.AcceptUnknownAttributes)
        {
            throw ScimRefusal.Syntax($"No schema of this resource knows {name}.");
        }

        Tolerances.Add("unknown-attribute", name);
    }

    /// <summary>A scalar where an object belongs: <c>"manager": "id"</c> from Entra ID (SCIM-SDK#541).</summary>
    private JsonObject BareValue(AttributeDefinition attribute, JsonNode node, string where) =>
        node is JsonValue && attribute.Find("value") is not null && Profile.UnwrapValues && Tolerated("bare-value", where)
            ? new JsonObject { ["value"] = node.DeepClone() }
            : throw ScimRefusal.Value($"{where} takes an object.");

    private JsonNode? ReadScalar(AttributeDefinition attribute, JsonNode? node, string where)
    {
        if (node is null || Unassigned(node))
        {
            return null;
        }

        if (node is not JsonValue value)
        {
            throw ScimRefusal.Value($"{where} takes {Shown(attribute.Type)}, not an object or array.");
        }

        return attribute.Type switch
        {
            AttributeType.Boolean => ReadFlag(value, where),
            AttributeType.Integer or AttributeType.Decimal => ReadNumber(attribute.Type, value, where),
            AttributeType.DateTime => ReadText(value, where, static t => ScimTime.TryParse(t, out _), AttributeType.DateTime),
            AttributeType.Binary => ReadText(value, where, Scalars.IsBinary, AttributeType.Binary),
            _ => ReadText(value, where, static _ => true, attribute.Type),
        };
    }

    private JsonValue ReadFlag(JsonValue value, string where)
    {
        if (Scalars.Flag(value) is { } flag)
        {
            return JsonValue.Create(flag);
        }

        return Scalars.Text(value) is { } text && Scalars.FlagWord(text) is { } word && Profile.CoerceBooleans && Tolerated("string-boolean", where)
            ? JsonValue.Create(word)
            : throw ScimRefusal.Value($"{where} takes true or false.");
    }

    private JsonNode ReadNumber(AttributeType type, JsonValue value, string where)
    {
        var literal = Scalars.Number(value);
        if (literal is null && Scalars.Text(value) is { } text && Expressions.JsonText.IsNumber(text) && Profile.CoerceScalars)
        {
            Tolerances.Add("string-number", where);
            literal = text;
        }

        if (literal is null || (type == AttributeType.Integer && !Scalars.IsInteger(literal)))
        {
            throw ScimRefusal.Value($"{where} takes {Shown(type)}.");
        }

        return JsonNode.Parse(literal)!;
    }

    private JsonValue ReadText(JsonValue value, string where, Func<string, bool> fits, AttributeType type)
    {
        var text = Scalars.Text(value);
        if (text is null && type == AttributeType.String && Profile.CoerceScalars)
        {
            Tolerances.Add("scalar-for-text", where);
            text = value.ToJsonString();
        }

        return text is not null && fits(text) ? JsonValue.Create(text) : throw ScimRefusal.Value($"{where} takes {Shown(type)}.");
    }

    /// <summary>At most one element is primary (RFC 7643 section 2.4).</summary>
    private void KeepOnePrimary(JsonArray list, string where)
    {
        if (ElementList.CountPrimary(list) < 2)
        {
            return;
        }

        if (!Profile.LastPrimaryWins)
        {
            throw ScimRefusal.Value($"{where} has more than one primary value.");
        }

        Tolerances.Add("several-primary", where);
        ElementList.KeepPrimary(list, list.Last(ElementList.IsPrimary)!);
    }

    /// <summary>null, an empty array, and in most profiles an empty text, say that there is no value (RFC 7643 section 2.5).</summary>
    private bool Unassigned(JsonNode node) => node switch
    {
        JsonArray array => array.Count == 0,
        JsonValue value => Profile.EmptyTextClears && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
        _ => false,
    };

    private bool Tolerated(string code, string where)
    {
        Tolerances.Add(code, where);
        return true;
    }

    private static string Shown(AttributeType type) => type switch
    {
        AttributeType.Boolean => "true or false",
        AttributeType.Integer => "a number without fraction and exponent",
        AttributeType.Decimal => "a number",
        AttributeType.DateTime => "a date and time such as 2026-11-25T08:00:00Z",
        AttributeType.Binary => "base64",
        AttributeType.Reference => "the text of a URI",
        _ => "a text",
    };
}
