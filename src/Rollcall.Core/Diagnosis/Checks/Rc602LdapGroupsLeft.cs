using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC602: SCIM leads the user, so he has left his LDAP groups, and with them the license policy (product rule 16).</summary>
public static class Rc602LdapGroupsLeft
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { Active: true, License: LicenseReason.NotCovered } user
            || facts.Records.FirstOrDefault(r => r.State is RecordState.Live && facts.DirectoryOf(r.Directory) is { Kind: not DirectoryKind.Scim }) is not { } parked
            || facts.Records[0] == parked)
        {
            return null;
        }

        return new Finding(FindingCodes.LdapGroupsLeft, Weight.Warns,
            $"{user.UserName} is led by '{facts.LabelOf(facts.Records[0].Directory)}', so his groups of '{facts.LabelOf(parked.Directory)}' do not count, and the policy covers him by none.", Side.Rollcall,
            new Remedy("Cover the group of the identity provider that he is in, or all SCIM users.", RemedyCommands.Cover(facts, user)),
            [new Evidence(null, parked.Created, $"Record of {facts.LabelOf(parked.Directory)}: {parked.UserName}; it lies parked.")]);
    }
}
