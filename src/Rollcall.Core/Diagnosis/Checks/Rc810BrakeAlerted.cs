using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC810: a directory took more away within an hour than its brake finds usual; it was let pass (product rule 10).</summary>
public static class Rc810BrakeAlerted
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Suspects().FirstOrDefault(static d => d.Brake == BrakeState.Alerted) is not { } found
            ? null
            : new Finding(FindingCodes.BrakeAlerted, Weight.Warns,
                $"{found.BrakeLosses} users or memberships were lost in '{found.Label}' within an hour: more than usual.", Side.Rollcall,
                new Remedy("Look whether that was meant: a changed scope or filter at the identity provider takes whole groups away. The mode hold would ask before.", RemedyCommands.SetBrake(facts, found)),
                [Evidence.OfState($"Brake of '{found.Label}': {found.Brake.ToString().ToLowerInvariant()}, {found.BrakeLosses} lost in the hour that is counted.")]);
    }
}
