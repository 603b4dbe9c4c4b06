using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC101: the account identifies users by name, so SCIM cannot be enabled (product rule 1).</summary>
public static class Rc101UserIdTypeIsName
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var matters = facts.Symptom is Symptom.EnablingRefused or Symptom.TestConnectionFails || (facts.PersonIsMissing() && facts.SimilarNames.Count == 0);
        if (facts.Account.UserIdType is not UserIdType.Name || !matters)
        {
            return null;
        }

        return new Finding(FindingCodes.UserIdTypeIsName, Weight.Blocks,
            "Can't enable SCIM provisioning: the account's User ID type is name, and SCIM needs email.",
            Side.Rollcall,
            new Remedy("An operator changes the User ID type to email, in the account's settings. The check that runs first lists users without an address and addresses used twice.",
                RemedyCommands.UseEmail(facts)),
            [Evidence.OfState($"Account {facts.Account.Subdomain}: User ID type is name.")]);
    }
}
