using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC403: the licenses have not begun or have ended; dates are UTC (product rule 24).</summary>
public static class Rc403PoolNotInForce
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { } user || (facts.Pool?.Terms.InForce(facts.Now) ?? user.License is not LicenseReason.PoolNotInForce))
        {
            return null;
        }

        var terms = facts.Pool?.Terms;
        var sentence = terms switch
        {
            { Starts: { } starts } when facts.Now < starts => $"The account's licenses begin only at {starts.Show()}.",
            { Ends: { } ends } => $"The account's licenses ended at {ends.Show()}.",
            _ => "The account has no licenses in force.",
        };
        return new Finding(FindingCodes.PoolNotInForce, Weight.Blocks, sentence, Side.Rollcall,
            new Remedy("An operator changes start or end of the pool; who held a license then holds it again at once.", RemedyCommands.SetDates(facts)),
            [Evidence.OfState($"Pool: starts {terms?.Starts?.Show() ?? "unset"}, ends {terms?.Ends?.Show() ?? "unset"}; it is {facts.Now.Show()}.")]);
    }
}
