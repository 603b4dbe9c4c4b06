using System.Text.Json.Nodes;

namespace Rollcall.Scim.Patching;

/// <summary>What OneLogin's templates write differently.</summary>
internal static class OneLoginDialect
{
    /// <summary><c>manager: {"managerId": "..."}</c> (Keepnet's and Monoskope's templates, 2025) means its <c>value</c>.</summary>
    public static PatchOperation Rewrite(PatchOperation operation)
    {
        if (operation.Value is JsonObject manager && operation.Path?.EndsWith("manager", StringComparison.OrdinalIgnoreCase) == true)
        {
            return operation with { Value = Renamed(manager) };
        }

        if (operation is { Path: null, Value: JsonObject whole } && whole["manager"] is JsonObject inside)
        {
            var copy = (JsonObject)whole.DeepClone();
            copy["manager"] = Renamed(inside);
            return operation with { Value = copy };
        }

        return operation;
    }

    private static JsonObject Renamed(JsonObject manager)
    {
        var copy = (JsonObject)manager.DeepClone();
        if (!copy.ContainsKey("value") && copy.Remove("managerId", out var id))
        {
            copy["value"] = id;
        }

        return copy;
    }
}
