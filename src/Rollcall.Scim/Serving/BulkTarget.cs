using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>What one bulk operation asks for: its method and path, understood.</summary>
/// <param name="Operation">Create, replace, patch or delete.</param>
/// <param name="Type">The type of the endpoint.</param>
/// <param name="Id">The id in the path, perhaps still a reference to a bulkId; empty for a POST.</param>
internal sealed record BulkTarget(ScimOperation Operation, ResourceType Type, string Id)
{
    /// <summary>Reads both. What is refused here was never begun.</summary>
    public static ScimResult<BulkTarget> Read(BulkOperation operation, ScimScope scope)
    {
        var verb = operation.Method.ToUpperInvariant() switch
        {
            "POST" => ScimOperation.Create,
            "PUT" => ScimOperation.Replace,
            "PATCH" => ScimOperation.Patch,
            "DELETE" => ScimOperation.Delete,
            _ => ScimOperation.None,
        };
        if (verb == ScimOperation.None)
        {
            return Wrong("The method of a bulk operation is POST, PUT, PATCH or DELETE.");
        }

        if (verb != ScimOperation.Delete && operation.Data is null)
        {
            return new ScimError(400, ScimErrorType.InvalidSyntax, $"A {operation.Method} in a bulk request needs data.");
        }

        return ReadPath(operation.Path, scope, verb);
    }

    private static ScimResult<BulkTarget> ReadPath(string text, ScimScope scope, ScimOperation verb)
    {
        var path = text.StartsWith(scope.BaseText + "/", StringComparison.Ordinal) ? text[scope.BaseText.Length..] : text;
        var question = path.IndexOf('?', StringComparison.Ordinal);
        var parts = (question < 0 ? path : path[..question]).Trim('/').Split('/');
        if (string.Equals(parts[0], "Bulk", StringComparison.OrdinalIgnoreCase))
        {
            return Wrong("A bulk request cannot hold another one.");
        }

        if (scope.Schemas.Types.FirstOrDefault(t => IsEndpoint(t, parts[0])) is not { } type || parts.Length > 2)
        {
            return new ScimError(404, null, $"The path of a bulk operation begins with one of {string.Join(", ", scope.Schemas.Types.Select(t => t.Endpoint))}, below this base URL.");
        }

        var id = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        return (verb == ScimOperation.Create) == (id.Length == 0)
            ? new BulkTarget(verb, type, id)
            : Wrong(id.Length == 0 ? $"The path {type.Endpoint} lacks the id of a resource." : $"A POST goes to {type.Endpoint}, without an id.");
    }

    private static bool IsEndpoint(ResourceType type, string name) => type.Endpoint.AsSpan().TrimStart('/').Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ScimError Wrong(string detail) => new(400, ScimErrorType.InvalidValue, detail);
}
