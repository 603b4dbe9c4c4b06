using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC402: the license policy covers selected users and groups, and this user is none of them (product rule 24).</summary>
public static class Rc402NotCovered
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { License: LicenseReason.NotCovered } user)
        {
            return null;
        }

        var groups = user.Groups.Count == 0 ? "none" : string.Join(", ", user.Groups);
        return new Finding(FindingCodes.NotCovered, Weight.Blocks,
            $"{user.UserName} is not covered by the license policy, which is limited to selected users and groups.", Side.Rollcall,
            new Remedy("Add the user, one of his groups, or the system group All SCIM users to the policy.", RemedyCommands.Cover(facts, user)),
            [Evidence.OfState("Policy: selected users and groups."), Evidence.OfState($"Groups of {user.UserName}: {groups}.")]);
    }
}
