using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Calling;

namespace Rollcall.Scim.Probing;

/// <summary>Everything that rules have created and that must go again. Nothing else is ever deleted.</summary>
internal sealed class Litter(WireClient wire, string prefix)
{
    private const int MostSweeps = 20;

    private readonly Lock _lock = new();
    private readonly List<string> _paths = [];
    private readonly List<string> _stuck = [];

    /// <summary>Remembers what an answer shows to have been created.</summary>
    public void Note(WireRequest request, WireReply reply)
    {
        if (request.Method != "POST" || reply.Status is < 200 or >= 300)
        {
            return;
        }

        var body = Parse(reply);
        var endpoint = request.Path.Trim('/');
        var created = endpoint is "Users" or "Groups" && body?["id"] is JsonValue id
            ? [endpoint + "/" + Uri.EscapeDataString(id.ToString())]
            : endpoint == "Bulk" ? Created(body) : [];
        lock (_lock)
        {
            _paths.AddRange(created);
        }
    }

    /// <summary>Deletes what is remembered, the youngest first.</summary>
    public async Task ClearAsync(CancellationToken ct)
    {
        List<string> paths;
        lock (_lock)
        {
            paths = [.. _paths.Distinct(StringComparer.Ordinal).Reverse()];
            _paths.Clear();
        }

        foreach (var path in paths)
        {
            await DeleteAsync(path, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Looks for what bears the run's own prefix and was not remembered, since its creation was answered wrongly; then says what would not go.</summary>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken ct)
    {
        await ClearAsync(ct).ConfigureAwait(false);
        List<string> stuck = [.. _stuck];
        _stuck.Clear();
        foreach (var path in stuck)
        {
            await DeleteAsync(path, ct).ConfigureAwait(false);
        }

        await SweepAsync("Users", "userName", ct).ConfigureAwait(false);
        await SweepAsync("Groups", "displayName", ct).ConfigureAwait(false);
        return [.. _stuck.Distinct(StringComparer.Ordinal)];
    }

    private async Task SweepAsync(string endpoint, string name, CancellationToken ct)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var query = $"filter={Uri.EscapeDataString($"{name} sw \"{prefix}\"")}&startIndex=1&count=100";
            var list = await wire.SendAsync(new WireRequest("GET", endpoint) { Query = query }, ct).ConfigureAwait(false);

            // A server may pass over the filter and list everybody, so each name is looked at.
            var ours = (Parse(list.Reply)?["Resources"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(item => item[name]?.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true && item["id"] is not null)
                .Select(item => endpoint + "/" + Uri.EscapeDataString(item["id"]!.ToString())).Except(_stuck).ToList();
            if (ours.Count == 0)
            {
                return;
            }

            foreach (var path in ours)
            {
                await DeleteAsync(path, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task DeleteAsync(string path, CancellationToken ct)
    {
        var exchange = await wire.SendAsync(new WireRequest("DELETE", path), ct).ConfigureAwait(false);
        if (exchange.Reply is not { Status: (>= 200 and < 300) or 404 })
        {
            _stuck.Add(path);
        }
    }

    private static IEnumerable<string> Created(JsonObject? bulk) => (bulk?["Operations"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(operation => operation["method"]?.ToString() == "POST")
        .Select(operation => operation["location"]?.ToString()).OfType<string>()
        .Select(location => location.Split('/')).Where(parts => parts.Length > 1 && parts[^2] is "Users" or "Groups").Select(parts => parts[^2] + "/" + parts[^1]);

    private static JsonObject? Parse(WireReply? reply)
    {
        try
        {
            return reply is { Body.IsEmpty: false } ? JsonNode.Parse(reply.Body.Span) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
