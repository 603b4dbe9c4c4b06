using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC628: a pull left entries out, such as those without a user name; it says why of each (product rule 15).</summary>
public static class Rc628EntriesSkipped
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Pulls.FirstOrDefault(static p => p.Run is { State: PullState.Done, Counts.Skipped: > 0 }) is not { } pull
            ? null
            : new Finding(FindingCodes.EntriesSkipped, PullFailed.WeightIn(facts),
                $"The latest pull of the LDAP directory '{pull.Label}' left out {pull.Run.Counts.Skipped} of its entries.", Side.Rollcall,
                new Remedy("Look at the reasons; mend the entries there, or name other attributes.", RemedyCommands.ShowPull(facts, pull)),
                [PullFailed.Cite(pull)]);
    }
}
