using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Messages.Events;

/// <summary>A security event token (RFC 8417) as SCIM uses it (RFC 9967 section 2): its claims, before they are signed or after they were verified.</summary>
public sealed record SecurityEvent
{
    private const int LongestId = 256;

    /// <summary>The claim <c>jti</c>, unique to this token; the same when it is sent again, so that a receiver knows a repetition by it.</summary>
    public required string Id { get; init; }

    /// <summary>The claim <c>iss</c>: who publishes.</summary>
    public required string Issuer { get; init; }

    /// <summary>The claim <c>aud</c>: whom it is for; may be empty.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>The claim <c>iat</c>, to the second, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The claim <c>txn</c>: the change at the service provider that this tells of, the same in the tokens of all receivers; null where it has none.</summary>
    public string? Transaction { get; init; }

    /// <summary>The claim <c>sub_id</c>.</summary>
    public required EventSubject Subject { get; init; }

    /// <summary>The claim <c>events</c>: at least one; several come of one change of one resource.</summary>
    public required IReadOnlyList<ScimEvent> Events { get; init; }

    /// <summary>The claims as JSON.</summary>
    public JsonObject ToJson()
    {
        var claims = new JsonObject { ["jti"] = Id, ["iat"] = IssuedAt.ToUnixTimeSeconds(), ["iss"] = Issuer };
        if (Audience.Count > 0)
        {
            claims["aud"] = Audience.Count == 1 ? Audience[0] : new JsonArray([.. Audience.Select(a => (JsonNode)a)]);
        }

        if (Transaction is not null)
        {
            claims["txn"] = Transaction;
        }

        var subject = new JsonObject { ["format"] = "scim", ["uri"] = Subject.Uri };
        if (Subject.ExternalId is not null)
        {
            subject["externalId"] = Subject.ExternalId;
        }

        if (Subject.Id is not null)
        {
            subject["id"] = Subject.Id;
        }

        claims["sub_id"] = subject;
        claims["events"] = new JsonObject(Events.Select(e => KeyValuePair.Create(e.Uri, (JsonNode?)EventJson.Payload(e))));
        return claims;
    }

    /// <summary>
    /// Reads claims. 400 where a claim that must be there is missing or wrong, where <c>sub</c> is there (RFC 9967 section 2.1 forbids it), or where a
    /// payload is not what its URI asks for. Nothing is verified here; see <see cref="SetVerifier"/>.
    /// </summary>
    public static ScimResult<SecurityEvent> Read(ReadOnlyMemory<byte> utf8Json) => ResourceReader.ParseObject(utf8Json).Then(Read);

    private static ScimResult<SecurityEvent> Read(JsonObject claims)
    {
        if (Scalars.Text(claims["jti"]) is not { Length: > 0 and <= LongestId } id || Scalars.Text(claims["iss"]) is not { Length: > 0 } issuer
            || Seconds(claims["iat"]) is not { } issued)
        {
            return Wrong("The token needs jti, iss and iat.");
        }

        if (claims.ContainsKey("sub"))
        {
            return Wrong("The token names its subject by sub; SCIM events use sub_id (RFC 9967 section 2.1).");
        }

        if (Subjects(claims["sub_id"]) is not { } subject)
        {
            return Wrong("The token needs a sub_id of format scim with a uri.");
        }

        if (Audiences(claims["aud"]) is not { } audience)
        {
            return Wrong("aud is neither a text nor a list of texts.");
        }

        return EventsOf(claims["events"]).Map(events => new SecurityEvent
        {
            Id = id,
            Issuer = issuer,
            Audience = audience,
            IssuedAt = issued,
            Transaction = Scalars.Text(claims["txn"]),
            Subject = subject,
            Events = events,
        });
    }

    private static ScimResult<IReadOnlyList<ScimEvent>> EventsOf(JsonNode? node)
    {
        if (node is not JsonObject { Count: > 0 } members)
        {
            return Wrong("The token needs an object named events with at least one event.");
        }

        var events = new List<ScimEvent>();
        foreach (var (uri, payload) in members)
        {
            if (payload is not JsonObject content || EventJson.Read(uri, content) is not { } item)
            {
                return Wrong("The payload of an event is not what its URI asks for.");
            }

            events.Add(item);
        }

        return events;
    }

    private static EventSubject? Subjects(JsonNode? node) =>
        node is JsonObject subject && Scalars.Text(subject["format"]) == "scim" && Scalars.Text(subject["uri"]) is { Length: > 0 } uri
            ? new EventSubject { Uri = uri, ExternalId = Scalars.Text(subject["externalId"]), Id = Scalars.Text(subject["id"]) }
            : null;

    private static List<string>? Audiences(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list when list.All(a => Scalars.Text(a) is not null) => [.. list.Select(a => Scalars.Text(a)!)],
        _ when Scalars.Text(node) is { } one => [one],
        _ => null,
    };

    // RFC 7519 section 2 allows a fraction; years past 9999 are no moment.
    private static DateTimeOffset? Seconds(JsonNode? node) =>
        Scalars.Number(node) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 253402300800m
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    private static ScimError Wrong(string detail) => new(400, null, detail);
}
