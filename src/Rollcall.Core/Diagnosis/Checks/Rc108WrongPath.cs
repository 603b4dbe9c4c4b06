using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC108: requests arrive under a path that is none of ours.</summary>
public static class Rc108WrongPath
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(directory => IsFaulty(facts, directory)) is not { } found)
        {
            return null;
        }

        var refused = facts.Latest(found)!;
        return new Finding(FindingCodes.WrongPath, facts.ConnectionWeight(directory => IsFaulty(facts, directory)),
            $"The last request to '{found.Label}' went to {refused.Route}, which is no SCIM route: the Tenant URL is wrong.", Side.IdentityProvider,
            new Remedy($"Paste the Base URL as shown, ending in {found.BasePath} and without /Users behind it, at {ClickPath.Credentials(found)}.",
                RemedyCommands.CheckUrl(facts, found)),
            [refused.Cite(), Evidence.OfState($"The path of '{found.Label}' is {found.BasePath}.")]);
    }

    private static bool IsFaulty(CaseFile facts, DirectoryFacts directory) => facts.Latest(directory) is { Status: 404, Code: RefusalCodes.UnknownRoute };
}
