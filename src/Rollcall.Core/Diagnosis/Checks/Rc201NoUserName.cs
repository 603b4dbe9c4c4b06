using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC201: a create or change was refused because it has no userName (product rule 5).</summary>
public static class Rc201NoUserName
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var own = facts.LastWrite() is { } write && IsFaulty(write) ? write : null;
        var refused = own ?? (facts.PersonIsMissing() ? OfSomebody(facts) : null);
        if (refused is null)
        {
            return null;
        }

        var directory = facts.DirectoryOf(refused.Directory);
        return new Finding(FindingCodes.NoUserName, own is not null && Matters(facts) ? Weight.Blocks : Weight.Warns,
            $"A user was pushed into {facts.LabelOf(refused.Directory)} without userName and refused" + (own is null ? "; it may be this person." : "."),
            Side.IdentityProvider,
            new Remedy($"Fill the attribute at the source, or go to {ClickPath.Mapping(directory, "userPrincipalName", "userName")}. Then provision the user again."),
            [refused.Cite()]);
    }

    private static bool Matters(CaseFile facts) => !facts.PersonStands() || facts.Symptom is Symptom.NotProvisioned;

    private static bool IsFaulty(ExchangeFacts exchange) =>
        exchange is { Status: 400, Verb: not "GET" } && string.Equals(exchange.Attribute, "userName", StringComparison.OrdinalIgnoreCase);

    private static ExchangeFacts? OfSomebody(CaseFile facts) =>
        facts.Exchanges.Where(exchange => exchange.Verb == "POST" && IsFaulty(exchange)).MaxBy(exchange => exchange.JournalNo);
}
