using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC601: the identity provider disabled or deleted the user, while LDAP or an administrator has him active still (product rule 18).</summary>
public static class Rc601LeaverStillInLdap
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { Active: false } user
            || facts.Records.FirstOrDefault(r => r is { Active: true, State: RecordState.Live } && facts.DirectoryOf(r.Directory) is { Kind: not DirectoryKind.Scim }) is not { } parked)
        {
            return null;
        }

        return new Finding(FindingCodes.LeaverStillInLdap, Weight.Warns,
            $"{user.UserName} has left at the identity provider, but '{facts.LabelOf(parked.Directory)}' has him active still.", Side.Rollcall,
            new Remedy("If he is to stay, give him back: that directory leads him from then on. If not, nothing need be done.", RemedyCommands.GiveBack(facts, user)),
            [new Evidence(null, parked.Modified, $"Record of {facts.LabelOf(parked.Directory)}: {parked.UserName}, active = true; it lies parked.")]);
    }
}
