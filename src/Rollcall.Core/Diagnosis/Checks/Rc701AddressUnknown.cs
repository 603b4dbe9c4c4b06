using Rollcall.Core.Admission;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC701: the address given at the client is no user's address in this account.</summary>
public static class Rc701AddressUnknown
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.User is { } user ? OfUserName(facts, user) : facts.PersonIsMissing() ? OfNobody(facts) : null;
    }

    private static Finding OfNobody(CaseFile facts)
    {
        var close = facts.SimilarNames.Count == 0 ? "" : $" Close to it: {string.Join(", ", facts.SimilarNames)}.";
        return new Finding(FindingCodes.AddressUnknown, Weight.Blocks,
            $"The account {facts.Account.Subdomain} has no user {facts.Asked}.{close}",
            facts.SimilarNames.Count == 0 ? Side.IdentityProvider : Side.Client,
            new Remedy(facts.SimilarNames.Count == 0
                ? "Check the address; if it is right, the user has still to be provisioned."
                : "Check how it is written. If it is another person, he has still to be provisioned."),
            [facts.LastAdmission()?.Cite() ?? Evidence.OfState($"No user has {facts.Asked} as user name or address.")]);
    }

    /// <summary>The user was found by his name, but connects by his address, and the name was refused at the client.</summary>
    private static Finding? OfUserName(CaseFile facts, UserFacts user) =>
        facts.LastRefusal(AdmissionReason.UserNotFound) is { } refused && user.Address is not null && !Same(refused.Address, user.Address)
            ? new Finding(FindingCodes.AddressUnknown, Weight.Blocks,
                $"{refused.Address} was given at the client, but {user.UserName} connects with the address {user.Address}.", Side.Client,
                new Remedy($"Connect with {user.Address}. If the address is wrong, change it at the source."),
                [refused.Cite(), Evidence.OfState($"Address of {user.UserName}: {user.Address}.")])
            : null;

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right, StringComparison.OrdinalIgnoreCase);
}
