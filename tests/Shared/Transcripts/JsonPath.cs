using System.Globalization;
using System.Text.Json.Nodes;

namespace Rollcall.Transcripts;

/// <summary>Enough of a path for transcripts: <c>$.emails[0].value</c>, <c>$["urn:a:b"].manager.value</c>, <c>$.members.#</c> for a count.</summary>
public static class JsonPath
{
    public static JsonNode? Find(JsonNode? root, string path)
    {
        var node = root;
        var rest = path.AsSpan(1);
        while (!rest.IsEmpty && node is not null)
        {
            if (rest[0] == '.')
            {
                var end = rest[1..].IndexOfAny('.', '[');
                var name = end < 0 ? rest[1..] : rest[1..(end + 1)];
                rest = end < 0 ? default : rest[(end + 1)..];
                node = name is "#" ? JsonValue.Create(((JsonArray)node).Count) : (node as JsonObject)?[name.ToString()];
                continue;
            }

            var close = rest.IndexOf(']');
            var key = rest[1..close];
            rest = rest[(close + 1)..];
            node = key[0] == '"'
                ? (node as JsonObject)?[key.Trim('"').ToString()]
                : (node as JsonArray)?.ElementAtOrDefault(int.Parse(key, CultureInfo.InvariantCulture));
        }

        return node;
    }
}
