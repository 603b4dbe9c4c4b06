using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>What was bought: how many licenses, for which time, for whom.</summary>
/// <param name="Total">How many can be assigned at most.</param>
/// <param name="Starts">The first moment; null: always was.</param>
/// <param name="Ends">The first moment after it; null: without end.</param>
/// <param name="Policy">Who is covered.</param>
public sealed record PoolTerms(int Total, DateTimeOffset? Starts, DateTimeOffset? Ends, LicensePolicy Policy)
{
    /// <summary>Whether the pool has begun and not ended. Never stored for a user: nothing need happen at midnight.</summary>
    public bool InForce(DateTimeOffset now) => (Starts is not { } starts || starts <= now) && (Ends is not { } ends || now < ends);
}
