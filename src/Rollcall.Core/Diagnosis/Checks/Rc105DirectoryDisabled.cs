using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC105: the directory is disabled and answers 403 (product rule 9).</summary>
public static class Rc105DirectoryDisabled
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(IsFaulty) is not { } found)
        {
            return null;
        }

        var refused = facts.Latest(found) is { Status: 403 } exchange ? exchange : null;
        return new Finding(FindingCodes.DirectoryDisabled, facts.ConnectionWeight(IsFaulty),
            $"'{found.Label}' is disabled: every request to it is refused with 403. Users stay as they are.", Side.Rollcall,
            new Remedy($"Enable '{found.Label}'; what was missed comes with the identity provider's next cycle.", RemedyCommands.EnableDirectory(facts, found)),
            [Evidence.OfState($"'{found.Label}' is disabled."), .. refused is null ? Array.Empty<Evidence>() : [refused.Cite()]]);
    }

    private static bool IsFaulty(DirectoryFacts directory) => directory.State is DirectoryState.Disabled;
}
