using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC406: the licenses end within 30 days; from that moment nobody is admitted (product rule 24).</summary>
public static class Rc406PoolEndsSoon
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(30);

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Pool is not { Terms: { Ends: { } end } terms } || !terms.InForce(facts.Now) || end - facts.Now > s_ahead
            ? null
            : new Finding(FindingCodes.PoolEndsSoon, Weight.Warns,
                $"The account's licenses end at {end.Show()}; from then on nobody can connect.", Side.Rollcall,
                new Remedy("Extend the contract, and set its new end.", RemedyCommands.SetDates(facts)),
                [Evidence.OfState($"Pool: starts {terms.Starts?.Show() ?? "unset"}, ends {end.Show()}; it is {facts.Now.Show()}.")]);
    }
}
