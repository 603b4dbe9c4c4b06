using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC811: the brake of a directory holds requests that take away, until an administrator decides (product rule 10).</summary>
public static class Rc811BrakeHolds
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Suspects().FirstOrDefault(static d => d.Brake == BrakeState.Holding) is not { } found
            ? null
            : new Finding(FindingCodes.BrakeHolds, Weight.Warns,
                $"The brake of '{found.Label}' holds what it would take away: more than usual within an hour.", Side.Rollcall,
                new Remedy("Look at what is held. Release it if it was meant; if not, mend the scope at the identity provider, and reject it.", RemedyCommands.ShowBrake(facts, found)),
                [Evidence.OfState($"Brake of '{found.Label}': {found.Brake.ToString().ToLowerInvariant()}, {found.BrakeLosses} lost in the hour that is counted.")]);
    }
}
