namespace Rollcall.Core.Access;

/// <summary>What somebody shows who wants an access token.</summary>
/// <param name="ClientId">The <c>client_id</c>, as it was sent; of an assertion it may be null only where nothing was sent.</param>
/// <param name="Proof">The secret, or the assertion.</param>
/// <param name="IsAssertion">Whether the proof is an assertion (RFC 7523 section 2.2).</param>
public sealed record TokenAsk(string? ClientId, string Proof, bool IsAssertion = false);
