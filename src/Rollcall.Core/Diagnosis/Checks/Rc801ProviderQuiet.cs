using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC801: an identity provider that used to push has been silent for long.</summary>
public static class Rc801ProviderQuiet
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var quiet = facts.Suspects().Where(directory => IsQuiet(facts, directory)).MinBy(directory => directory.LastRequest);
        return quiet is not { LastRequest: { } last }
            ? null
            : new Finding(FindingCodes.ProviderQuiet, Weight.Warns,
                $"{ClickPath.Name(quiet)} has not asked anything of '{quiet.Label}' for {(facts.Now - last).TotalDays:0} days; changes made there meanwhile may not have arrived.",
                Side.IdentityProvider,
                new Remedy($"See whether provisioning is switched on and not in quarantine: {ClickPath.Log(quiet)}."),
                [new Evidence(null, last, $"Last accepted request to '{quiet.Label}'.")]);
    }

    private static bool IsQuiet(CaseFile facts, DirectoryFacts directory) =>
        directory is { State: DirectoryState.Enabled, LastRequest: { } last } && facts.Now - last >= Patience(directory.Provider);

    /// <summary>Entra ID asks in every cycle of 40 minutes, and every few hours in quarantine; the others speak only when something changes.</summary>
    private static TimeSpan Patience(IdentityProvider provider) => provider is IdentityProvider.Entra ? TimeSpan.FromDays(2) : TimeSpan.FromDays(30);
}
