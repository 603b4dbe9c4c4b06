using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC627: a pull would change more than its guard rails allow, so it changed nothing until somebody releases it (product rule 15).</summary>
public static class Rc627PullHeld
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Pulls.FirstOrDefault(static p => p.Run.State == PullState.Held) is not { } pull
            ? null
            : new Finding(FindingCodes.PullHeld, PullFailed.WeightIn(facts),
                $"The pull of the LDAP directory '{pull.Label}' is held. {pull.Run.Sentence}", Side.Rollcall,
                new Remedy("Look at what it would change. If that is right, release it; if not, mend the directory or the filter, and pull again.", RemedyCommands.ReleasePull(facts, pull)),
                [PullFailed.Cite(pull)]);
    }
}
