using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC405: at least 90 of 100 licenses are assigned, and nobody waits yet. From ten licenses on: of few, each is seen.</summary>
public static class Rc405FewLicensesLeft
{
    private const int Few = 10;

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Pool is not { Waiting: 0, Terms.Total: >= Few and var total, Assigned: var assigned } || assigned * 10L < total * 9L)
        {
            return null;
        }

        var left = total - assigned;
        return new Finding(FindingCodes.FewLicensesLeft, Weight.Warns,
            left > 0 ? $"{left} of {total} licenses are left; after them the next user waits." : $"All {total} licenses are taken, and the next user will wait.", Side.Rollcall,
            new Remedy("Raise the total before more users are pushed, or disable at the source whoever needs no license.", RemedyCommands.RaiseTotal(facts, total + Math.Max(1, total / 10))),
            [Evidence.OfState($"Pool: total {total}, assigned {assigned}, waiting 0.")]);
    }
}
