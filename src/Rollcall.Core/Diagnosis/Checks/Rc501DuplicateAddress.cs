using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC501: another user of the same address holds its license (product rules 14 and 24).</summary>
public static class Rc501DuplicateAddress
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { } user)
        {
            return null;
        }

        return user.License is LicenseReason.DuplicateAddress ? OfLoser(facts, user) : OfHolder(facts, user);
    }

    private static Finding OfLoser(CaseFile facts, UserFacts user)
    {
        var holder = facts.Twins.FirstOrDefault(twin => twin.License is LicenseReason.Assigned);
        var name = holder?.UserName ?? "another user";
        return new Finding(FindingCodes.DuplicateAddress, Weight.Blocks,
            $"{user.UserName} has the same address as {name}, who holds the one license that an address can have.", Side.IdentityProvider,
            new Remedy($"If both are one person, unassign or delete {name} at the source: the license then goes to {user.UserName} first, or hand it on here. If not, give one of them an address of his own.", RemedyCommands.Duplicates(facts)),
            [.. facts.Twins.Select(Show), Evidence.OfState($"Address of {user.UserName}: {user.Address}.")]);
    }

    /// <summary>Asked for duplicates, the twins of a holder are the answer too; otherwise they are no trouble of his.</summary>
    private static Finding? OfHolder(CaseFile facts, UserFacts user)
    {
        var active = facts.Twins.Where(twin => twin.Active).ToList();
        return active.Count == 0 || facts.Symptom is not Symptom.Duplicates
            ? null
            : new Finding(FindingCodes.DuplicateAddress, Weight.Blocks,
                $"{user.UserName} shares the address {user.Address} with {active.Count} other active user(s); one of them at most can hold a license.",
                Side.IdentityProvider,
                new Remedy("Decide who remains, and unassign or delete the other at the source."),
                [.. active.Select(Show)]);
    }

    private static Evidence Show(TwinFacts twin) =>
        Evidence.OfState($"{twin.UserName}: {(twin.Active ? "active" : "inactive")}, license {Licensing.LicenseView.Name(twin.License)}, here since {twin.Created.Show()}.");
}
