using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC106: the directory is paused and answers 503 (product rule 9).</summary>
public static class Rc106DirectoryPaused
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(IsFaulty) is not { } found)
        {
            return null;
        }

        var refused = facts.Latest(found) is { Status: 503 } exchange ? exchange : null;
        return new Finding(FindingCodes.DirectoryPaused, facts.ConnectionWeight(IsFaulty),
            $"'{found.Label}' is paused: every request to it is put off with 503. Users stay as they are.", Side.Rollcall,
            new Remedy($"End the pause of '{found.Label}'; the identity provider tries again by itself.", RemedyCommands.EnableDirectory(facts, found)),
            [Evidence.OfState($"'{found.Label}' is paused."), .. refused is null ? Array.Empty<Evidence>() : [refused.Cite()]]);
    }

    private static bool IsFaulty(DirectoryFacts directory) => directory.State is DirectoryState.Paused;
}
