namespace Rollcall.Core.Licensing;

/// <summary>Since when a user counts as eligible: his place in the queue.</summary>
public static class EligibilityClock
{
    /// <summary>An interruption shorter than this keeps the place (product rule 25).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    /// <summary>For a user who is eligible now.</summary>
    /// <param name="previousSince">What was stored; null where he never was eligible.</param>
    /// <param name="lapsedAt">When he ceased to be eligible; null where he has been without a break.</param>
    /// <param name="now">The moment of the change.</param>
    public static DateTimeOffset Since(DateTimeOffset? previousSince, DateTimeOffset? lapsedAt, DateTimeOffset now) => (previousSince, lapsedAt) switch
    {
        (null, _) => now,
        ({ } since, null) => since,
        ({ } since, { } lapsed) => now - lapsed < Grace ? since : now,
    };
}
