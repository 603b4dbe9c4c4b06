using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC110: the requests of a directory bear the signs of another identity provider than the one it is set to, so that they are read by the wrong profile.</summary>
public static class Rc110AnotherProvider
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(directory => Stranger(directory) is not null) is not { } found || Stranger(found) is not { } seen)
        {
            return null;
        }

        var name = ClickPath.Name(found with { Provider = seen.Provider });
        return new Finding(FindingCodes.AnotherProvider, IsOpen(found.Provider) ? Weight.Informs : Weight.Warns,
            $"'{found.Label}' is set to {found.Provider.ToString().ToLowerInvariant()}, but its requests look like those of {name}: what {name} does differently may be refused.",
            Side.Rollcall,
            new Remedy($"If {name} pushes into '{found.Label}', say so: its requests are then read by the profile made for it.", RemedyCommands.SetProvider(facts, found, seen.Provider)),
            [new Evidence(null, seen.LastAt, $"{seen.Reason}.")]);
    }

    /// <summary>Whoever is seen while the one it is set to is not.</summary>
    private static Recognition? Stranger(DirectoryFacts directory) =>
        directory.Recognised is [var first, ..] && directory.Recognised.All(seen => seen.Provider != directory.Provider) ? first : null;

    /// <summary>Settings that name nobody: there the provider's requests are mostly understood.</summary>
    private static bool IsOpen(IdentityProvider provider) => provider is IdentityProvider.Generic or IdentityProvider.Strict;
}
