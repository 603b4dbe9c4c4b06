namespace Rollcall.Scim.Calling;

/// <summary>One call of a service provider: what was sent, and what came back.</summary>
/// <param name="Sent">The request as sent.</param>
/// <param name="Reply">The answer, whatever its status.</param>
public sealed record ScimCall(SentRequest Sent, ScimReply Reply);
