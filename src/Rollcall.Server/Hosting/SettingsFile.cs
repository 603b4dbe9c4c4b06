using System.Text.Json;

namespace Rollcall.Server.Hosting;

/// <summary>Reads the settings file: one JSON object, comments allowed.</summary>
internal static class SettingsFile
{
    private static readonly JsonDocumentOptions Manners = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Its options by their command line names, each with the words that say where it stands. Faults are added to the list.</summary>
    public static Dictionary<string, (string Source, string Value)> Read(string path, List<string> faults)
    {
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Manners);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add($"{path} must hold one JSON object, as {{ \"port\": 8080 }}.");
                return found;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                Take(path, property, found, faults);
            }
        }
        catch (JsonException wrong)
        {
            faults.Add($"{path} is not well-formed JSON: {wrong.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path} cannot be read: {unreadable.Message}");
        }

        return found;
    }

    private static void Take(string path, JsonProperty property, Dictionary<string, (string, string)> found, List<string> faults)
    {
        if (ServerKey.All.FirstOrDefault(key => key.Setting == property.Name) is not { } key)
        {
            faults.Add($"{path} sets '{property.Name}', which is no option.{Suggestion.Of(property.Name, ServerKey.All.Select(k => k.Setting))}");
        }
        else if (Text(property.Value) is { } text)
        {
            found[key.Name] = ($"{key.Setting} in {path}", text);
        }
        else
        {
            faults.Add($"{key.Setting} in {path} is of the wrong JSON type; it must be {key.Allowed}.");
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array when value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            => string.Join(',', value.EnumerateArray().Select(static item => item.GetString())),
        _ => null,
    };
}
