using Rollcall.Core.Licensing;

namespace Rollcall.Core.Diagnosis;

/// <summary>The account's licenses.</summary>
/// <param name="Terms">Total, dates, policy.</param>
/// <param name="Assigned">How many are assigned.</param>
/// <param name="Waiting">How many users are in the queue.</param>
/// <param name="Running">Whether a policy or a total is still being carried out.</param>
public sealed record PoolFacts(PoolTerms Terms, int Assigned, int Waiting, bool Running = false);
