using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Messages.Events;

/// <summary>The tokens that a poll gets (RFC 8936 section 2.3).</summary>
/// <param name="Tokens">Signed tokens in the order of the feed, each with its id.</param>
/// <param name="MoreAvailable">Whether more wait.</param>
public sealed record PollResponse(IReadOnlyList<FeedToken> Tokens, bool MoreAvailable)
{
    /// <summary>The answer as JSON; <c>moreAvailable</c> stands there only where it is true.</summary>
    public JsonObject ToJson()
    {
        var body = new JsonObject { ["sets"] = new JsonObject(Tokens.Select(t => KeyValuePair.Create(t.Id, (JsonNode?)t.Token))) };
        if (MoreAvailable)
        {
            body["moreAvailable"] = true;
        }

        return body;
    }

    /// <summary>Reads one, for a receiver that polls; 400 where it is none.</summary>
    public static ScimResult<PollResponse> Read(ReadOnlyMemory<byte> utf8Json) => ResourceReader.ParseObject(utf8Json).Then(Read);

    private static ScimResult<PollResponse> Read(JsonObject body) =>
        body["sets"] is JsonObject sets && sets.All(set => Scalars.Text(set.Value) is not null)
            ? new PollResponse([.. sets.Select(set => new FeedToken(set.Key, Scalars.Text(set.Value)!))], Scalars.Flag(body["moreAvailable"]) == true)
            : new ScimError(400, null, "An answer to a poll has an object named sets, of ids and tokens.");
}

/// <summary>One token on its way to a receiver.</summary>
/// <param name="Id">Its <c>jti</c>.</param>
/// <param name="Token">The signed token in compact form.</param>
public sealed record FeedToken(string Id, string Token);
