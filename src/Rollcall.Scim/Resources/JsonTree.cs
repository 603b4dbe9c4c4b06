using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Rollcall.Scim.Resources;

/// <summary>Bytes to a JSON tree, with the rules that SCIM adds: no key twice even in another case (RFC 7643 section 2.1), no NUL, depth 32.</summary>
internal static class JsonTree
{
    private const int MaxDepth = 32;
    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>The object, or a refusal that names the line where JSON breaks off.</summary>
    public static JsonObject Read(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.StartsWith(Bom) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(utf8))
        {
            throw ScimRefusal.Syntax("The body is not UTF-8.");
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw ScimRefusal.Syntax("The body is not a JSON object.");
            }

            var tree = ReadObject(ref reader);
            reader.Read();
            return tree;
        }
        catch (JsonException e)
        {
            throw ScimRefusal.Syntax($"The body is not JSON: it breaks off or goes wrong in line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    // Depth is bounded by the reader, so that recursion is too.
    private static JsonNode? ReadNode(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(ReadText(ref reader)),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.Null => null,
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var tree = new JsonObject();
        var seen = new SeenNames();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = CommonNames.Find(ref reader) ?? ReadText(ref reader);
            if (!seen.Add(key))
            {
                throw ScimRefusal.Syntax($"The name {Shown(key)} stands twice in one object (case does not count).");
            }

            reader.Read();
            tree[key] = ReadNode(ref reader);
        }

        return tree;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var tree = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            tree.Add(ReadNode(ref reader));
        }

        return tree;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            var text = reader.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) ? throw ScimRefusal.Value("A text holds NUL, which cannot be stored.") : text;
        }
        catch (InvalidOperationException)
        {
            throw ScimRefusal.Syntax("A text holds half of a surrogate pair, which is no character.");
        }
    }

    /// <summary>A client's own name, short enough and clean enough for an error's detail.</summary>
    public static string Shown(string name)
    {
        var clean = name.Any(char.IsControl) ? new string([.. name.Where(c => !char.IsControl(c))]) : name;
        return clean.Length <= 100 ? clean : clean[..(char.IsHighSurrogate(clean[99]) ? 99 : 100)] + "...";
    }
}
