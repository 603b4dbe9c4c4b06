using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC103: a live token was used on the path of another directory (product rule 3).</summary>
public static class Rc103TokenOfAnotherDirectory
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(directory => IsFaulty(facts, directory)) is not { } found)
        {
            return null;
        }

        var refused = facts.Latest(found)!;
        return new Finding(FindingCodes.TokenOfAnotherDirectory, facts.ConnectionWeight(directory => IsFaulty(facts, directory)),
            $"Tenant URL and token do not belong together: the last request to do with '{found.Label}' used the token of one directory on the URL of another.",
            Side.IdentityProvider,
            new Remedy($"Use the Base URL path {found.BasePath} with a token of '{found.Label}', at {ClickPath.Credentials(found)}.", RemedyCommands.CheckUrl(facts, found)),
            [refused.Cite(), Evidence.OfState($"Tokens of '{found.Label}' begin with: {Prefixes(found)}.")]);
    }

    private static bool IsFaulty(CaseFile facts, DirectoryFacts directory) => facts.Latest(directory) is { Status: 403, Code: RefusalCodes.WrongDirectory };

    private static string Prefixes(DirectoryFacts directory) =>
        directory.Tokens.Count == 0 ? "(none)" : string.Join(", ", directory.Tokens.Select(token => token.Prefix));
}
