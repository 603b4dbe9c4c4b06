using Rollcall.Core.Admission;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC702: the client gave the subdomain of another account, or of none.</summary>
public static class Rc702WrongSubdomain
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var refused = facts.LastRefusal(AdmissionReason.AccountUnknown);
        var given = facts.AskedSubdomain ?? refused?.Subdomain;
        var missing = refused is not null && given is null;
        if (!missing && (given is null || string.Equals(given.Trim(), facts.Account.Subdomain, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new Finding(FindingCodes.WrongSubdomain, Weight.Blocks,
            missing
                ? $"No subdomain was given at the client, and the address alone leads to no account; this account is '{facts.Account.Subdomain}'."
                : $"The subdomain '{given}' was given at the client; this account is '{facts.Account.Subdomain}'.",
            Side.Client,
            new Remedy($"Enter {facts.Account.Subdomain} as subdomain at the client."),
            [refused?.Cite() ?? Evidence.OfState($"Subdomain asked for: {given}."), Evidence.OfState($"Subdomain of the account: {facts.Account.Subdomain}.")]);
    }
}
