using System.Text.Json.Nodes;

namespace Rollcall.Spelling;

/// <summary>All the ways to write one assignment as an operation of a PATCH, as clients do: with a path or without, with URN, in any case, as add or as replace.</summary>
public static class Spellings
{
    /// <summary>The spellings that mean: this place gets this value, or none. They are read before the assignment is made.</summary>
    public static IReadOnlyList<JsonObject> Of(PersonModel model, string place, JsonNode? value) =>
        [.. PersonModel.IsAddress(place) ? OfAddress(model, place["emails.".Length..], place, value) : OfSingle(place, value)];

    private static IEnumerable<JsonObject> OfSingle(string place, JsonNode? value)
    {
        var path = PersonModel.IsEnterprise(place) ? PersonModel.Enterprise + ":" + place : place;
        string[] paths = PersonModel.IsEnterprise(place)
            ? [path, path.ToUpperInvariant(), place]
            : [path, path.ToUpperInvariant(), PersonModel.Core + ":" + place];
        foreach (var written in paths)
        {
            foreach (var operation in At(written, value))
            {
                yield return operation;
            }

            yield return Operation("replace", null, new JsonObject { [written] = value?.DeepClone() });
            yield return Operation("Add", null, new JsonObject { [written] = value?.DeepClone() });
        }

        foreach (var nested in Nested(place, value))
        {
            yield return Operation("replace", null, nested.DeepClone());
            yield return Operation("add", null, nested);
        }

        if (place == "manager.value" && value is not null)
        {
            yield return Operation("Replace", PersonModel.Enterprise + ":manager", value.DeepClone());
            yield return Operation("Add", "manager", new JsonArray(new JsonObject { ["value"] = value.DeepClone() }));
            yield return Operation("replace", PersonModel.Enterprise, new JsonObject { ["manager"] = new JsonObject { ["value"] = value.DeepClone() } });
        }

        if (place == "active" && value is not null)
        {
            yield return Operation("Replace", "active", value.GetValue<bool>() ? "True" : "False");
        }
    }

    private static IEnumerable<JsonObject> At(string path, JsonNode? value)
    {
        foreach (var verb in (string[])["replace", "Replace", "add", "ADD"])
        {
            yield return Operation(verb, path, value?.DeepClone());
        }

        if (value is null)
        {
            yield return new JsonObject { ["op"] = "remove", ["path"] = path };
            yield return Operation("replace", path, "");
        }
    }

    /// <summary>The place as an object within objects, from the resource or from the extension on.</summary>
    private static IEnumerable<JsonObject> Nested(string place, JsonNode? value)
    {
        var parts = place.Split('.');
        if (parts.Length == 2 && !PersonModel.IsEnterprise(place))
        {
            yield return new JsonObject { [parts[0]] = new JsonObject { [parts[1]] = value?.DeepClone() } };
        }

        if (PersonModel.IsEnterprise(place) && parts.Length == 1)
        {
            yield return new JsonObject { [PersonModel.Enterprise] = new JsonObject { [place] = value?.DeepClone() } };
        }
    }

    private static IEnumerable<JsonObject> OfAddress(PersonModel model, string type, string place, JsonNode? value)
    {
        var element = $"emails[type eq \"{type}\"]";
        yield return Operation("replace", element + ".value", value?.DeepClone() ?? "");
        yield return Operation("Replace", element.Replace("eq", "EQ", StringComparison.Ordinal).Replace("emails", "Emails", StringComparison.Ordinal) + ".Value", value?.DeepClone() ?? "");
        yield return Operation("replace", PersonModel.Core + ":" + element + ".value", value?.DeepClone() ?? "");
        yield return Operation("replace", "emails", Whole(model, place, value));
        yield return Operation("replace", null, new JsonObject { ["emails"] = Whole(model, place, value) });
        if (value is null)
        {
            yield return new JsonObject { ["op"] = "remove", ["path"] = element };
            yield return new JsonObject { ["op"] = "Remove", ["path"] = element + ".value" };
            yield break;
        }

        yield return Operation("Add", element + ".value", value.DeepClone());
        yield return Operation("replace", element, new JsonObject { ["type"] = type, ["value"] = value.DeepClone() });
        yield return Operation("replace", null, new JsonObject { [element + ".value"] = value.DeepClone() });
        if (model.At(place) is null)
        {
            yield return Operation("add", "emails", new JsonArray(new JsonObject { ["type"] = type, ["value"] = value.DeepClone() }));
            yield return Operation("add", "emails", new JsonObject { ["type"] = type, ["value"] = value.DeepClone() });
            yield return Operation("add", null, new JsonObject { ["emails"] = new JsonArray(new JsonObject { ["type"] = type, ["value"] = value.DeepClone() }) });
        }
    }

    private static JsonArray Whole(PersonModel model, string place, JsonNode? value)
    {
        var kept = model.Addresses();
        var type = place["emails.".Length..];
        var mine = kept.FirstOrDefault(e => (string?)e!["type"] == type);
        if (value is null)
        {
            kept.Remove(mine);
        }
        else if (mine is null)
        {
            kept.Add(new JsonObject { ["type"] = type, ["value"] = value.DeepClone() });
        }
        else
        {
            mine["value"] = value.DeepClone();
        }

        return kept;
    }

    private static JsonObject Operation(string verb, string? path, JsonNode? value)
    {
        var operation = new JsonObject { ["op"] = verb };
        if (path is not null)
        {
            operation["path"] = path;
        }

        operation["value"] = value;
        return operation;
    }
}
