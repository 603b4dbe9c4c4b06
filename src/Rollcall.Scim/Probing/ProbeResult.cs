namespace Rollcall.Scim.Probing;

/// <summary>What became of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verdict">What it found.</param>
/// <param name="Exchanges">Its requests and their answers, in order; those that only clean up are not among them.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ProbeResult(ProbeRule Rule, Verdict Verdict, IReadOnlyList<ProbeExchange> Exchanges, TimeSpan Elapsed);
