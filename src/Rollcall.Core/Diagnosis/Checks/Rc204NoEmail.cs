using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC204: the source sent no email, so no license can be given and the user cannot connect (product rules 5 and 24).</summary>
public static class Rc204NoEmail
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { Address: null } user)
        {
            return null;
        }

        var lead = facts.Lead();
        var directory = facts.Source();
        var written = lead?.Emails.FirstOrDefault(email => !string.IsNullOrWhiteSpace(email.Value));
        var sentence = written is null
            ? $"{user.UserName} has no email address, so no license can be assigned and the user cannot connect."
            : $"{user.UserName} has '{written.Value}' as email, which is no address; so no license can be assigned and the user cannot connect.";
        return new Finding(FindingCodes.NoEmail, Weight.Blocks, sentence, Side.IdentityProvider,
            new Remedy($"Fill the email at the source, or go to {ClickPath.Mapping(directory, "mail", "emails[type eq \"work\"].value")}. Then provision the user again."),
            [.. Shown(facts, lead)]);
    }

    private static IEnumerable<Evidence> Shown(CaseFile facts, RecordFacts? lead)
    {
        yield return Evidence.OfState(lead is null
            ? "The user has no email."
            : $"The record of {facts.LabelOf(lead.Directory)} (version {lead.Version}, changed {lead.Modified.Show()}) has no email that is an address.");
        if (facts.LastWrite() is { Status: < 400 } write)
        {
            yield return write.Cite();
        }
    }
}
