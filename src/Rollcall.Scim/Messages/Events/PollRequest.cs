using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Messages.Events;

/// <summary>A receiver asks for tokens and says what became of those it had (RFC 8936 section 2.2).</summary>
public sealed record PollRequest
{
    private const int MostAnswers = 10_000;

    /// <summary>How many tokens are wanted at most; 0 wants none and only acknowledges; null leaves it to the publisher.</summary>
    public int? MaxEvents { get; init; }

    /// <summary>Answer at once, even where there is nothing; false (the RFC's default) lets the publisher wait for an event.</summary>
    public bool ReturnImmediately { get; init; }

    /// <summary>Ids (<c>jti</c>) of tokens that the receiver has taken and will not see again.</summary>
    public IReadOnlyList<string> Acknowledged { get; init; } = [];

    /// <summary>Ids of tokens that the receiver could not take, with the reason; they are not sent again either.</summary>
    public IReadOnlyDictionary<string, SetError> Errors { get; init; } = new Dictionary<string, SetError>(StringComparer.Ordinal);

    /// <summary>The request as JSON, for a receiver that polls.</summary>
    public JsonObject ToJson()
    {
        var body = new JsonObject { ["returnImmediately"] = ReturnImmediately };
        if (MaxEvents is { } most)
        {
            body["maxEvents"] = most;
        }

        if (Acknowledged.Count > 0)
        {
            body["ack"] = new JsonArray([.. Acknowledged.Select(id => (JsonNode)id)]);
        }

        if (Errors.Count > 0)
        {
            body["setErrs"] = new JsonObject(Errors.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value.ToJson())));
        }

        return body;
    }

    /// <summary>Reads one; 400 where it is none. No bytes at all ask for whatever there is.</summary>
    public static ScimResult<PollRequest> Read(ReadOnlyMemory<byte> utf8Json) =>
        utf8Json.IsEmpty ? new PollRequest() : ResourceReader.ParseObject(utf8Json).Then(Read);

    private static ScimResult<PollRequest> Read(JsonObject body)
    {
        if (!TryCount(body["maxEvents"], out var most))
        {
            return Wrong("maxEvents takes a whole number from 0 on.");
        }

        if (body["returnImmediately"] is { } flag && Scalars.Flag(flag) is null)
        {
            return Wrong("returnImmediately takes true or false.");
        }

        if (Ids(body["ack"]) is not { } acknowledged || Faults(body["setErrs"]) is not { } errors)
        {
            return Wrong("ack takes a list of ids, setErrs an object of ids with err and description.");
        }

        return acknowledged.Count + errors.Count > MostAnswers
            ? Wrong(string.Create(CultureInfo.InvariantCulture, $"One request acknowledges {MostAnswers} tokens at most."))
            : new PollRequest { MaxEvents = most, ReturnImmediately = Scalars.Flag(body["returnImmediately"]) == true, Acknowledged = acknowledged, Errors = errors };
    }

    private static bool TryCount(JsonNode? node, out int? count)
    {
        count = null;
        if (node is null)
        {
            return true;
        }

        if (!long.TryParse(Scalars.Number(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        count = (int)Math.Min(number, int.MaxValue);
        return true;
    }

    private static List<string>? Ids(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list when list.All(id => Scalars.Text(id) is not null) => [.. list.Select(id => Scalars.Text(id)!)],
        _ => null,
    };

    private static Dictionary<string, SetError>? Faults(JsonNode? node)
    {
        var faults = new Dictionary<string, SetError>(StringComparer.Ordinal);
        if (node is null)
        {
            return faults;
        }

        foreach (var (id, value) in node as JsonObject ?? [])
        {
            if (SetError.Read(value as JsonObject) is not { } error)
            {
                return null;
            }

            faults[id] = error;
        }

        return node is JsonObject ? faults : null;
    }

    private static ScimError Wrong(string detail) => new(400, null, detail);
}
