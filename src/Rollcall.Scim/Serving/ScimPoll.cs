using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.Serving;

/// <summary>Answers a receiver's poll (RFC 8936) from a host's feed.</summary>
public static class ScimPoll
{
    /// <summary>How many tokens one answer has at most.</summary>
    public const int MostTokens = 1000;

    /// <summary>How many tokens an answer has where the receiver does not say.</summary>
    public const int UsualTokens = 100;

    /// <summary>How long a poll waits for an event where the receiver allows it: shorter than the patience of most proxies.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(25);

    /// <summary>Acknowledges first, then looks what is next.</summary>
    public static async ValueTask<PollResponse> AnswerAsync(IScimFeed feed, PollRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Acknowledged.Count + request.Errors.Count > 0)
        {
            await feed.AcknowledgeAsync(request.Acknowledged, request.Errors, ct).ConfigureAwait(false);
        }

        var limit = Math.Min(request.MaxEvents ?? UsualTokens, MostTokens);
        return limit == 0
            ? new PollResponse([], MoreAvailable: false)
            : await feed.NextAsync(limit, request.ReturnImmediately ? TimeSpan.Zero : LongestWait, ct).ConfigureAwait(false);
    }
}
