using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC107: no request from the identity provider ever reached the directory, not even a refused one.</summary>
public static class Rc107NothingEverArrived
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(directory => IsFaulty(facts, directory)) is not { } found)
        {
            return null;
        }

        return new Finding(FindingCodes.NothingEverArrived, facts.ConnectionWeight(directory => IsFaulty(facts, directory)),
            $"No request for '{found.Label}' ever arrived, not even a refused one: the fault lies before Rollcall, in URL, network, firewall, name or certificate.",
            Side.IdentityProvider,
            new Remedy($"Compare host, port and path at {ClickPath.Credentials(found)}; the public address must be reachable from the internet with a certificate of a public authority.",
                RemedyCommands.CheckUrl(facts, found)),
            [Evidence.OfState($"The journal has no exchange of '{found.Label}' ({found.BasePath}).")]);
    }

    private static bool IsFaulty(CaseFile facts, DirectoryFacts directory) =>
        directory is { State: DirectoryState.Enabled, LastRequest: null } && directory.Tokens.Count > 0 && facts.Latest(directory) is null
        && facts.Records.All(record => record.Directory != directory.Key);
}
