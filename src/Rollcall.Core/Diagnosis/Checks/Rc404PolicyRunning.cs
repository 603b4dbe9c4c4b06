using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC404: a new policy or total has not reached all users yet, so licenses still move (product rule 27).</summary>
public static class Rc404PolicyRunning
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Pool is not { Running: true } pool
            ? null
            : new Finding(FindingCodes.PolicyRunning, Weight.Warns,
                "A change of the license policy or of the total is being carried out; what is taken is taken first, what is free is given afterwards.", Side.Rollcall,
                new Remedy("Wait until it is done and ask again. It goes on by itself, also after a restart.", RemedyCommands.ShowPolicy(facts)),
                [Evidence.OfState($"Pool: total {pool.Terms.Total}, assigned {pool.Assigned}, waiting {pool.Waiting}; the change is not finished.")]);
    }
}
