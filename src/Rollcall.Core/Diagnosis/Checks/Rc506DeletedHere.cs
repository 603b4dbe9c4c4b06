using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC506: an administrator deleted the user here; the identity provider still believes in the old id (product rule 22).</summary>
public static class Rc506DeletedHere
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Asked is null || facts.PersonStands() || facts.LastDeletion() is not { BySource: false } deletion)
        {
            return null;
        }

        var source = facts.DirectoryOf(deletion.Directory);
        return new Finding(FindingCodes.DeletedHere, Weight.Blocks,
            $"{deletion.Actor} deleted {deletion.UserName} here at {deletion.At.Show()}.", Side.IdentityProvider,
            new Remedy($"If he should be here, let the source match anew: unassign, wait for the next cycle, assign again ({ClickPath.Assignment(source)})."),
            [new Evidence(deletion.JournalNo, deletion.At, $"{deletion.UserName} deleted in {facts.LabelOf(deletion.Directory)} by {deletion.Actor}")]);
    }
}
