using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC302: the identity provider looked for the person and did not create him.</summary>
public static class Rc302LookedForNotCreated
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.PersonIsMissing() || facts.LastDeletion() is not null || LookedFor(facts) is not { } query || facts.LastWrite() is not null)
        {
            return null;
        }

        var directory = facts.DirectoryOf(query.Directory);
        return new Finding(FindingCodes.LookedForNotCreated, Weight.Blocks,
            $"{ClickPath.Name(directory)} looked for {facts.Asked} at {query.At.Show()}, was told that nobody is there, and has sent no create since.",
            Side.IdentityProvider,
            new Remedy($"Its log tells why it stopped: {ClickPath.Log(directory)}. Usual causes: creating is switched off, a required attribute is empty, or the create is still to come."),
            [query.Cite()]);
    }

    private static ExchangeFacts? LookedFor(CaseFile facts) =>
        facts.Exchanges.Where(exchange => exchange is { IsMatchQuery: true, ConcernsPerson: true, Status: < 400 }).MaxBy(exchange => exchange.JournalNo);
}
