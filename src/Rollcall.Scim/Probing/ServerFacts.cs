using Rollcall.Scim.Calling;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Probing;

/// <summary>What the server says of itself, read once before the rules run.</summary>
internal sealed class ServerFacts(Answer? config, Answer? types)
{
    /// <summary>Why the server cannot be probed, or the facts.</summary>
    public static async Task<(ServerFacts? Facts, string? CouldNotRun)> ReadAsync(WireClient wire, CancellationToken ct)
    {
        var list = await wire.SendAsync(new WireRequest("GET", "Users") { Query = "startIndex=1&count=1" }, ct).ConfigureAwait(false);
        if (Refusal(list) is { } refusal)
        {
            return (null, refusal);
        }

        var config = await wire.SendAsync(new WireRequest("GET", "ServiceProviderConfig"), ct).ConfigureAwait(false);
        var types = await wire.SendAsync(new WireRequest("GET", "ResourceTypes"), ct).ConfigureAwait(false);
        return (new ServerFacts(Read(config), Read(types)), null);
    }

    /// <summary>Whether a feature of RFC 7643 section 5 is advertised. Without a configuration, PATCH and filters are taken for granted and the rest is not.</summary>
    public bool Has(string feature) => feature switch
    {
        "enterprise" => TypeSchemas("User").Contains(Urns.EnterpriseUser, StringComparer.OrdinalIgnoreCase),
        "groups" => types is null || types.Resources.Any(type => Is(type, "Group")),
        "cursor" => config?.FlagAt("pagination/cursor") == true,
        _ => config is null ? feature is "patch" or "filter" : config.FlagAt(feature + "/supported") == true,
    };

    /// <summary>A limit of the configuration, or null.</summary>
    public int? Limit(string path) => config?.NumberAt(path);

    private IEnumerable<string> TypeSchemas(string name) => types is null
        ? []
        : types.Resources.Where(type => Is(type, name)).SelectMany(type => Answer.At(type, "schemaExtensions") is System.Text.Json.Nodes.JsonArray extensions
            ? extensions.Select(extension => Answer.At(extension, "schema")?.ToString() ?? "")
            : []);

    private static bool Is(System.Text.Json.Nodes.JsonObject type, string name) =>
        string.Equals(Answer.At(type, "name")?.ToString(), name, StringComparison.OrdinalIgnoreCase);

    private static Answer? Read(WireExchange exchange)
    {
        if (exchange.Reply is not { Status: 200 } reply)
        {
            return null;
        }

        try
        {
            var answer = new Answer(reply);
            return answer.Json.Count > 0 ? answer : null;
        }
        catch (RuleEnded)
        {
            return null;
        }
    }

    private static string? Refusal(WireExchange exchange) => exchange switch
    {
        { Reply: null } => $"{exchange.Sent.Url.GetLeftPart(UriPartial.Path)} cannot be reached: {exchange.Failure}",
        { Reply.Status: 401 or 403 } => $"The server refused the credential: GET /Users answered {exchange.Reply.Status}.",
        { Reply.Status: 404 } => "GET /Users answered 404: the base URL is not that of a SCIM service.",
        { Reply.Status: >= 300 and < 400 } => $"GET /Users answered {exchange.Reply.Status}, a redirect: the base URL is not that of a SCIM service.",
        { Reply.Status: 200 } => null,
        _ => $"GET /Users answered {exchange.Reply.Status}, so nothing can be probed.",
    };
}
