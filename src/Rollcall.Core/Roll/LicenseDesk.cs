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

    /// <summary>Decides whom licenses cover, and carries it out.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="decision">What is decided.</param>
    /// <returns>The pool when all is done; null where the policy has another version by now, or another change of it is still being carried out.</returns>
    public async Task<PoolRow?> DecideAsync(long account, SetPolicy decision) =>
        await registrar.ApplyAsync(account, decision) is Outcome.Planned ? await CarryOutAsync(account, decision.Origin) : null;

    /// <summary>Carries out what was decided and is not done: after a kill, or after a covered group went.</summary>
    public async Task<PoolRow> CarryOutAsync(long account, Origin origin)
    {
        while (true)
        {
            if (await registrar.ApplyAsync(account, new CarryOutPolicy { Origin = origin }) is Outcome.Planned { More: false } planned)
            {
                return planned.Pool.Wanted == planned.Pool.Total
                    ? planned.Pool
                    : await SetAsync(account, (int)planned.Pool.Wanted, planned.Pool.Starts, planned.Pool.Ends, origin);
            }
        }
    }
}
