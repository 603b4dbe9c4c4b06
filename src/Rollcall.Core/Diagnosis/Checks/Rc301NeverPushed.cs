using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC301: nobody ever pushed the person: not assigned, out of scope, or a member only through a nested group.</summary>
/// <remarks>Of a missing person one of RC201 to RC206, RC301, RC302, RC504, RC506 and RC701 always speaks.</remarks>
public static class Rc301NeverPushed
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.PersonIsMissing() || facts.SimilarNames.Count > 0 || facts.LastDeletion() is not null)
        {
            return null;
        }

        return facts.LastWrite() switch
        {
            { Status: >= 400 } => null,
            { } write => Renamed(facts, write),
            _ when Rc302LookedForNotCreated.Examine(facts) is not null => null,
            _ => facts.Suspects() is { Count: > 0 } suspects ? NotPushed(facts, suspects) : NoDirectory(facts),
        };
    }

    private static Finding NotPushed(CaseFile facts, IReadOnlyList<DirectoryFacts> suspects) => new(FindingCodes.NeverPushed, Weight.Blocks,
        $"{facts.Asked} was never pushed: the person is not assigned, is out of scope, or is a member only through a nested group.",
        Side.IdentityProvider,
        new Remedy($"Look at {string.Join("; or at ", suspects.Select(ClickPath.Assignment).Distinct(StringComparer.Ordinal))}."),
        [.. suspects.Select(directory => Seen(facts, directory))]);

    private static Finding Renamed(CaseFile facts, ExchangeFacts write) => new(FindingCodes.NeverPushed, Weight.Blocks,
        $"Nobody is pushed under the name {facts.Asked} any more; at {write.At.Show()} somebody was, and has another name or address since.",
        Side.IdentityProvider,
        new Remedy($"Look up the present name of the person at {ClickPath.Name(facts.DirectoryOf(write.Directory))} and ask for that."),
        [write.Cite()]);

    private static Finding NoDirectory(CaseFile facts) => new(FindingCodes.NeverPushed, Weight.Blocks,
        $"{facts.Asked} is not here, and the account has no SCIM directory from which a person could come.", Side.Rollcall,
        new Remedy("Create a SCIM directory and connect the identity provider, or create the user in the builtin directory.",
            RemedyCommands.CreateDirectory(facts)),
        [Evidence.OfState("The account has no SCIM directory.")]);

    private static Evidence Seen(CaseFile facts, DirectoryFacts directory) => facts.Latest(directory) is { } latest
        ? new Evidence(latest.JournalNo, latest.At, $"'{directory.Label}' was heard at {latest.At.Show()}, but no request ever named this person.")
        : Evidence.OfState($"No request to '{directory.Label}' ever named this person.");
}
