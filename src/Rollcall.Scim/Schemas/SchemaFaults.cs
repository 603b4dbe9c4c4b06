using System.Text.Json;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Schemas;

/// <summary>What is wrong with documents, fault by fault, and the reading of the simple values in which faults hide.</summary>
internal sealed class SchemaFaults
{
    private const int Shown = 10;
    private readonly List<string> _faults = [];

    /// <summary>All faults as one refusal, or null where there are none.</summary>
    public ScimError? Error => _faults.Count == 0 ? null : new ScimError(
        400,
        ScimErrorType.InvalidValue,
        string.Join("; ", _faults.Take(Shown)) + (_faults.Count > Shown ? $"; and {_faults.Count - Shown} more." : "."));

    public void Add(string place, string fault) => _faults.Add(place.Length == 0 ? fault : place + ": " + fault);

    /// <summary>Names every key that is none of these: a misspelt characteristic would else be its default, silently.</summary>
    public void Unknown(JsonElement item, string place, params ReadOnlySpan<string> known)
    {
        foreach (var property in item.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                Add(place, $"the key \"{Cut(property.Name)}\" means nothing here; known are {string.Join(", ", known.ToArray())}");
            }
        }
    }

    public string? Text(JsonElement item, string place, string key, bool needed)
    {
        if (!item.TryGetProperty(key, out var value))
        {
            if (needed)
            {
                Add(place, $"\"{key}\" is missing");
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 4096 } text && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        Add(place, $"\"{key}\" must be a string of at most 4096 characters");
        return null;
    }

    public bool Flag(JsonElement item, string place, string key, bool otherwise)
    {
        if (!item.TryGetProperty(key, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Add(place, $"\"{key}\" must be true or false");
        return otherwise;
    }

    /// <summary>One of the words of a closed list, as <see cref="WireWords"/> writes them; case does not count.</summary>
    public T? Word<T>(JsonElement item, string place, string key, Func<T, string> written)
        where T : struct, Enum
    {
        if (Text(item, place, key, needed: false) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(written(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Add(place, $"\"{key}\" is \"{Cut(text)}\"; it must be one of {string.Join(", ", Enum.GetValues<T>().Select(written))}");
        return null;
    }

    public IReadOnlyList<string> Words(JsonElement item, string place, string key)
    {
        if (!item.TryGetProperty(key, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= 1000 && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(v => v.GetString()!)];
        }

        Add(place, $"\"{key}\" must be a list of at most 1000 strings");
        return [];
    }

    /// <summary>The objects of a list, each with its place.</summary>
    public IEnumerable<(JsonElement Item, string Place)> Objects(JsonElement item, string place, string key, bool needed)
    {
        if (!item.TryGetProperty(key, out var list))
        {
            if (needed)
            {
                Add(place, $"\"{key}\" is missing");
            }

            return [];
        }

        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Object))
        {
            var head = place.Length == 0 ? key : place + "." + key;
            return list.EnumerateArray().Select((value, i) => (value, $"{head}[{i}]"));
        }

        Add(place, $"\"{key}\" must be a list of objects");
        return [];
    }

    public static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "...";
}
