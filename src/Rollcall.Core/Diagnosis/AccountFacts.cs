using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>The account in question.</summary>
public sealed record AccountFacts(string Subdomain, UserIdType UserIdType, bool Suspended);
