using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC109: the account is suspended: no SCIM, no connecting (product rule 9).</summary>
public static class Rc109AccountSuspended
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return !facts.Account.Suspended
            ? null
            : new Finding(FindingCodes.AccountSuspended, Weight.Blocks,
                $"The account {facts.Account.Subdomain} is suspended: it takes no SCIM requests and admits nobody.", Side.Rollcall,
                new Remedy("An operator lifts the suspension.", RemedyCommands.LiftSuspension(facts)),
                [Evidence.OfState($"Account {facts.Account.Subdomain}: suspended.")]);
    }
}
