using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC706: the person may connect, but what his device showed was not in order: its clock, its key, or a device that was removed (product rule 28).</summary>
public static class Rc706ProofRefused
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.User is not { } user || facts.Admissions.MaxBy(a => a.JournalNo) is not { BadProof: { } wrong } refused
            ? null
            : new Finding(FindingCodes.ProofRefused, Weight.Blocks,
                $"{user.UserName} may connect, but the proof of his device was not taken: {wrong}.", Side.Client,
                new Remedy("Set the device's clock, or enrol the device again with a new code.", RemedyCommands.DeviceCode(facts, user)),
                [refused.Cite()]);
    }
}
