using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll;

/// <summary>Sets what was bought. A large move is carried out in slices, so that other changes of the account pass between them.</summary>
public sealed class LicenseDesk(Registrar registrar)
{
    /// <summary>Sets total and dates, and moves licenses until the new total is reached and nobody waits while one is free.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="total">From 0 to 10,000,000.</param>
    /// <param name="starts">The first moment in force, or null.</param>
    /// <param name="ends">The first moment after it, or null; later than <paramref name="starts"/>.</param>
    /// <param name="origin">Who asks.</param>
    public async Task<PoolRow> SetAsync(long account, int total, DateTimeOffset? starts, DateTimeOffset? ends, Origin origin)
    {
        while (true)
        {
            var outcome = await registrar.ApplyAsync(account, new SetPool { Origin = origin, Total = total, Starts = starts, Ends = ends });
            if (outcome is Outcome.Planned { More: false } planned)
            {
                return planned.Pool;
            }
        }
    }
}
