using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>Several operations in one request (RFC 7644 section 3.7).</summary>
/// <param name="FailOnErrors">After how many errors to stop, at least 1; null never stops.</param>
/// <param name="Operations">The operations, in the client's order.</param>
public sealed record BulkRequest(int? FailOnErrors, IReadOnlyList<BulkOperation> Operations)
{
    /// <summary>
    /// Reads the envelope. 400 <c>invalidSyntax</c> where it is no bulk request, <c>invalidValue</c> where a member has a wrong type; what is wrong
    /// inside one operation is that operation's own error, and is not looked at here.
    /// </summary>
    public static ScimResult<BulkRequest> Read(ReadOnlyMemory<byte> utf8Json, ScimProfile profile, Tolerances tolerances)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(tolerances);
        try
        {
            return Read(JsonTree.Read(utf8Json.Span), profile, tolerances);
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }

    private static BulkRequest Read(JsonObject body, ScimProfile profile, Tolerances tolerances)
    {
        var urns = Member(body, "schemas") as JsonArray ?? [];
        if (!urns.Any(u => string.Equals(Scalars.Text(u), Urns.BulkRequest, StringComparison.OrdinalIgnoreCase)))
        {
            if (urns.Count > 0 || !profile.AcceptUnknownSchemas)
            {
                throw ScimRefusal.Syntax($"schemas does not name {Urns.BulkRequest}.");
            }

            tolerances.Add("missing-schema", Urns.BulkRequest);
        }

        var operations = Member(body, "Operations") as JsonArray ?? throw ScimRefusal.Syntax("A bulk request needs an array named Operations.");
        return new BulkRequest(FailureLimit(body), [.. operations.Select((node, i) => ReadOperation(node, i + 1))]);
    }

    private static int? FailureLimit(JsonObject body)
    {
        if (Member(body, "failOnErrors") is not { } node)
        {
            return null;
        }

        return int.TryParse(Scalars.Number(node), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit
            : throw ScimRefusal.Value("failOnErrors takes a whole number of at least 1.");
    }

    private static BulkOperation ReadOperation(JsonNode? node, int number)
    {
        var operation = node as JsonObject ?? throw ScimRefusal.Syntax($"Operation {number} of the bulk request is not an object.");
        return new BulkOperation
        {
            Method = Text(operation, "method", number) ?? "",
            Path = Text(operation, "path", number) ?? "",
            BulkId = Text(operation, "bulkId", number),
            Version = Text(operation, "version", number),
            Data = Member(operation, "data"),
        };
    }

    private static string? Text(JsonObject operation, string name, int number) => Member(operation, name) is { } node
        ? Scalars.Text(node) ?? throw ScimRefusal.Syntax($"{name} of operation {number} is not a text.")
        : null;

    private static JsonNode? Member(JsonObject owner, string name) =>
        owner.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
