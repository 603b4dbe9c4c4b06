namespace Rollcall.Scim.Calling;

/// <summary>One request and what came of it.</summary>
/// <param name="Sent">The request as sent, without its credential.</param>
/// <param name="Reply">The answer, or null where none came.</param>
/// <param name="Failure">Why no answer came, in words for a reader; null where one did.</param>
public sealed record WireExchange(SentRequest Sent, WireReply? Reply, string? Failure);
