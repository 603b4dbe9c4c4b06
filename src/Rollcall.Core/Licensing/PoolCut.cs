using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>Who loses his license when a total is lowered: those assigned last (product rule 25).</summary>
public static class PoolCut
{
    /// <summary>The users to take from, the last assigned first; empty where the new total suffices. They wait afterwards, at the place they had.</summary>
    public static IReadOnlyList<RowKey> Losers(IReadOnlyCollection<LicenseHolding> held, int newTotal)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentOutOfRangeException.ThrowIfNegative(newTotal);
        return [.. held
            .OrderByDescending(holding => holding.Since)
            .ThenByDescending(holding => holding.Key)
            .Take(held.Count - newTotal)
            .Select(holding => holding.Key)];
    }
}
