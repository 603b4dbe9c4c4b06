using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.Serving;

/// <summary>What a host implements to be polled for events: the feed of one receiver. An instance is bound to that receiver and lives for one request.</summary>
/// <remarks>A token that was handed out and not acknowledged is handed out again, with the same id. Tokens of one resource keep their order.</remarks>
public interface IScimFeed
{
    /// <summary>The receiver has taken these, or says why it could not; neither is sent again. Ids that are not known are passed over.</summary>
    ValueTask AcknowledgeAsync(IReadOnlyList<string> taken, IReadOnlyDictionary<string, SetError> refused, CancellationToken ct);

    /// <summary>The oldest tokens that are not acknowledged.</summary>
    /// <param name="limit">How many at most, at least 1.</param>
    /// <param name="wait">How long to wait where there is none; zero for not at all.</param>
    /// <param name="ct">The receiver has gone.</param>
    ValueTask<PollResponse> NextAsync(int limit, TimeSpan wait, CancellationToken ct);
}
