using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>The envelope of a PATCH: <c>schemas</c> and <c>Operations</c>. Other members, also inside an operation, are passed over.</summary>
internal static class PatchEnvelope
{
    public static List<PatchOperation> Read(JsonObject body, ScimProfile profile, Tolerances tolerances)
    {
        CheckSchemas(body, profile, tolerances);
        var operations = Member(body, "Operations").Value as JsonArray ?? throw ScimRefusal.Syntax("A PATCH needs an array named Operations.");
        return [.. operations.Select((node, i) => ReadOperation(node, i + 1, profile, tolerances))];
    }

    private static void CheckSchemas(JsonObject body, ScimProfile profile, Tolerances tolerances)
    {
        var urns = Member(body, "schemas").Value as JsonArray ?? [];
        if (urns.Any(u => string.Equals(Scalars.Text(u), Urns.PatchOp, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        if (!profile.AcceptUnknownSchemas)
        {
            throw ScimRefusal.Syntax($"schemas does not name {Urns.PatchOp}.");
        }

        tolerances.Add("missing-schema", Urns.PatchOp);
    }

    private static PatchOperation ReadOperation(JsonNode? node, int number, ScimProfile profile, Tolerances tolerances)
    {
        var operation = node as JsonObject ?? throw ScimRefusal.Syntax($"Operation {number} is not an object.");
        var verb = ReadVerb(Scalars.Text(Member(operation, "op").Value), number, profile, tolerances);
        var (_, value, hasValue) = Member(operation, "value");
        return new PatchOperation(verb, ReadPath(operation, number), hasValue, value);
    }

    private static string? ReadPath(JsonObject operation, int number)
    {
        var path = Member(operation, "path").Value;
        if (path is null)
        {
            return null;
        }

        var text = Scalars.Text(path) ?? throw ScimRefusal.Path($"The path of operation {number} is not a text.");
        return text.Length == 0 ? null : text;
    }

    private static PatchVerb ReadVerb(string? op, int number, ScimProfile profile, Tolerances tolerances)
    {
        var exact = op switch
        {
            "add" => PatchVerb.Add,
            "replace" => PatchVerb.Replace,
            "remove" => PatchVerb.Remove,
            _ => (PatchVerb?)null,
        };
        if (exact is { } verb)
        {
            return verb;
        }

        if (profile.OpCaseInsensitive && op is { Length: > 2 and < 8 } && op.All(char.IsAsciiLetter) && Enum.TryParse(op, ignoreCase: true, out PatchVerb meant))
        {
            tolerances.Add("op-case", op);
            return meant;
        }

        throw ScimRefusal.Syntax($"Operation {number} needs an op that is add, replace or remove.");
    }

    private static (string Name, JsonNode? Value, bool Found) Member(JsonObject owner, string name)
    {
        foreach (var (key, value) in owner)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return (key, value, true);
            }
        }

        return (name, null, false);
    }
}
