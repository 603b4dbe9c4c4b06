namespace Rollcall.Core.Access;

/// <summary>What somebody shows who wants an access token.</summary>
/// <param name="ClientId">The <c>client_id</c>, as it was sent; null where only the proof says who asks.</param>
/// <param name="Proof">The secret.</param>
public sealed record TokenAsk(string? ClientId, string Proof);
