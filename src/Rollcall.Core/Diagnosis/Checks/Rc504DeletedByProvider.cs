using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC504: the identity provider deleted the user (product rule 8).</summary>
public static class Rc504DeletedByProvider
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Asked is null || facts.PersonStands())
        {
            return null;
        }

        var deletion = facts.LastDeletion();
        var left = facts.User is null ? "" : " The user stays in the User Directory, disabled.";
        return deletion is { BySource: true } || (deletion is null && facts is { User: not null, Deletions.Count: 0 })
            ? new Finding(FindingCodes.DeletedByProvider, Weight.Blocks,
                $"{ClickPath.Name(Directory(facts, deletion))} deleted {deletion?.UserName ?? facts.User!.UserName}{(deletion is null ? "" : $" at {deletion.At.Show()}")}.{left}",
                Side.IdentityProvider,
                new Remedy($"If he should be here, assign him again: {ClickPath.Assignment(Directory(facts, deletion))}. A create with the same externalId takes him up where he was."),
                [Cite(facts, deletion)])
            : null;
    }

    private static DirectoryFacts? Directory(CaseFile facts, DeletionSeen? deletion) => facts.DirectoryOf(deletion?.Directory ?? facts.Lead()?.Directory);

    private static Evidence Cite(CaseFile facts, DeletionSeen? deletion) => deletion is null
        ? new Evidence(null, facts.Lead()?.Modified, $"The record of {facts.LabelOf(facts.Lead()?.Directory)} is deleted.")
        : new Evidence(deletion.JournalNo, deletion.At, $"{deletion.UserName} deleted in {facts.LabelOf(deletion.Directory)} by {deletion.Actor}");
}
