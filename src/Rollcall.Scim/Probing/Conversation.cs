using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Calling;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Probing;

/// <summary>
/// What a rule says to the server and hears from it: every exchange is recorded, and everything that is created is remembered, to be deleted after the rule.
/// </summary>
internal sealed class Conversation(WireClient wire, ServerFacts facts, ProbeOptions options, Litter litter, string prefix, CancellationToken ct)
{
    private readonly Lock _lock = new();
    private readonly List<ProbeExchange> _exchanges = [];
    private int _names;

    public IReadOnlyList<ProbeExchange> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _exchanges];
            }
        }
    }

    public ProbeProfiles Profile => options.Profile;

    public bool HasToken => wire.HasToken;

    /// <summary>A filter that every user of this rule matches and, but for bad luck, nobody else.</summary>
    public string Mine => $"userName sw \"{prefix}\"";

    public bool Has(string feature) => facts.Has(feature);

    public int? Limit(string path) => facts.Limit(path);

    /// <summary>Skips the rule where the server does not advertise a feature.</summary>
    public void Needs(params ReadOnlySpan<string> features)
    {
        foreach (var feature in features)
        {
            if (!facts.Has(feature))
            {
                throw new RuleEnded(new Verdict.Skipped($"The server does not advertise {feature}."));
            }
        }
    }

    public static void Skip(string reason) => throw new RuleEnded(new Verdict.Skipped(reason));

    public static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw RuleEnded.Broken(otherwise);
        }
    }

    /// <summary>A name that nobody else has.</summary>
    public string Unique() => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _names)}@example.com");

    public Task<Answer> GetAsync(string path, string? query = null, params IReadOnlyList<(string Name, string Value)> headers) =>
        SendAsync("GET", path, null, query, headers);

    public Task<Answer> PostAsync(string path, string body, string? query = null) => SendAsync("POST", path, body, query);

    public Task<Answer> PutAsync(string path, string body, params IReadOnlyList<(string Name, string Value)> headers) =>
        SendAsync("PUT", path, body, null, headers);

    /// <summary>PATCH with these operations, each a JSON object.</summary>
    public Task<Answer> PatchAsync(string path, params IReadOnlyList<string> operations) => SendAsync("PATCH", path, PatchBody(operations));

    public static string PatchBody(params IReadOnlyList<string> operations) =>
        $$"""{"schemas":["{{Urns.PatchOp}}"],"Operations":[{{string.Join(',', operations)}}]}""";

    public Task<Answer> DeleteAsync(string path, params IReadOnlyList<(string Name, string Value)> headers) => SendAsync("DELETE", path, null, null, headers);

    /// <summary>The list of what a filter finds.</summary>
    public async Task<Answer> FindAsync(string endpoint, string filter, string? more = null)
    {
        var query = "filter=" + Uri.EscapeDataString(filter) + (more is null ? "" : "&" + more);
        return (await GetAsync(endpoint, query)).Has(200);
    }

    /// <summary>The resource as it is now.</summary>
    public async Task<Answer> ReadAsync(Throwaway resource, string? query = null) => (await GetAsync(resource.Path, query)).Has(200);

    public Task<Answer> SendAsync(string method, string path, string? body, string? query = null, params IReadOnlyList<(string Name, string Value)> headers) =>
        SendAsync(new WireRequest(method, path)
        {
            Query = query,
            Body = body is null ? null : Encoding.UTF8.GetBytes(body),
            Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        });

    public async Task<Answer> SendAsync(WireRequest request)
    {
        for (var attempt = 1; ; attempt++)
        {
            var exchange = await wire.SendAsync(request, ct);
            Record(exchange);
            if (exchange.Reply is not { } reply)
            {
                throw RuleEnded.Unclear(exchange.Failure ?? "No answer came.");
            }

            litter.Note(request, reply);
            if (attempt == 3 || Wait(reply) is not { } wait)
            {
                return new Answer(reply);
            }

            await Task.Delay(wait, options.Clock, ct);
        }
    }

    public Task PauseAsync(TimeSpan time) => Task.Delay(time, options.Clock, ct);

    /// <summary>A body of a user with a name of its own; <paramref name="more"/> are further members, without a comma at their ends.</summary>
    public string UserBody(string? more = null, string? userName = null) =>
        $$"""{"schemas":["{{Urns.User}}"],"userName":"{{userName ?? Unique()}}"{{(more is null ? "" : "," + more)}}}""";

    /// <summary>The same with the enterprise extension.</summary>
    public string EnterpriseBody(string extension, string? userName = null) =>
        $$"""{"schemas":["{{Urns.User}}","{{Urns.EnterpriseUser}}"],"userName":"{{userName ?? Unique()}}","{{Urns.EnterpriseUser}}":{{extension}}}""";

    public string GroupBody(params IReadOnlyList<Throwaway> members) =>
        $$"""{"schemas":["{{Urns.Group}}"],"displayName":"{{Unique()}}"{{(members.Count == 0 ? "" : $",\"members\":[{Values(members)}]")}}}""";

    /// <summary>Members as a PATCH writes them.</summary>
    public static string Values(params IReadOnlyList<Throwaway> members) => string.Join(',', members.Select(member => $$"""{"value":"{{member.Id}}"}"""));

    public Task<Throwaway> NewUserAsync(string? more = null) => CreateAsync("Users", UserBody(more));

    public Task<Throwaway> NewEnterpriseUserAsync(string extension) => CreateAsync("Users", EnterpriseBody(extension));

    public Task<Throwaway> NewGroupAsync(params IReadOnlyList<Throwaway> members) => CreateAsync("Groups", GroupBody(members));

    /// <summary>Creates what a rule needs beforehand; where that fails, the rule says nothing.</summary>
    public async Task<Throwaway> CreateAsync(string endpoint, string body)
    {
        var answer = await PostAsync(endpoint, body);
        if (answer.Status != 201 || answer.At("id") is not JsonValue id)
        {
            throw RuleEnded.Unclear($"What the rule needs could not be created: POST /{endpoint} answered {answer.Status}.");
        }

        var name = JsonNode.Parse(body)![endpoint == "Groups" ? "displayName" : "userName"]?.ToString() ?? "";
        return new Throwaway(endpoint + "/" + Uri.EscapeDataString(id.ToString()), id.ToString(), name, answer);
    }

    private TimeSpan? Wait(WireReply reply)
    {
        if (reply.Status is not (429 or 503))
        {
            return null;
        }

        var header = reply.Headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value;
        return int.TryParse(header, CultureInfo.InvariantCulture, out var seconds) && TimeSpan.FromSeconds(seconds) <= options.LongestWait
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private void Record(WireExchange exchange)
    {
        var recorded = new ProbeExchange
        {
            Method = exchange.Sent.Method,
            Url = wire.Redact(exchange.Sent.Url.AbsoluteUri),
            RequestHeaders = exchange.Sent.Headers,
            RequestBody = exchange.Sent.Body,
            Status = exchange.Reply?.Status ?? 0,
            ReplyHeaders = [.. (exchange.Reply?.Headers ?? []).Select(header => KeyValuePair.Create(header.Key, wire.Redact(header.Value)))],
            ReplyBody = exchange.Reply is { Body.IsEmpty: false } reply ? wire.Redact(Encoding.UTF8.GetString(reply.Body.Span)) : null,
            Failure = exchange.Failure,
        };
        lock (_lock)
        {
            _exchanges.Add(recorded);
        }
    }
}
