using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>What several checks ask a case file.</summary>
internal static class CaseReading
{
    /// <summary>A person was asked for, and the account has nobody.</summary>
    public static bool PersonIsMissing(this CaseFile facts) => facts.Asked is not null && facts.User is null;

    /// <summary>The user is there, and not merely as what a deletion left.</summary>
    public static bool PersonStands(this CaseFile facts) =>
        facts.User is not null && (facts.Records.Count == 0 || facts.Records.Any(record => record.State is not RecordState.Deleted));

    public static RecordFacts? Lead(this CaseFile facts) => facts.Records.Count > 0 ? facts.Records[0] : null;

    public static DirectoryFacts? DirectoryOf(this CaseFile facts, RowKey? key) => facts.Directories.FirstOrDefault(directory => directory.Key == key);

    public static string LabelOf(this CaseFile facts, RowKey? key) => facts.DirectoryOf(key) is { } directory ? $"'{directory.Label}'" : "a directory";

    /// <summary>The directory that leads the user, else the only SCIM directory in question, else null.</summary>
    public static DirectoryFacts? Source(this CaseFile facts) =>
        facts.DirectoryOf(facts.Lead()?.Directory) ?? (facts.Suspects() is [var only] ? only : null);

    /// <summary>The SCIM directories that the question may be about: the one asked for, else those of the user's records, else all.</summary>
    public static IReadOnlyList<DirectoryFacts> Suspects(this CaseFile facts)
    {
        var scim = facts.Directories.Where(directory => directory.Kind is DirectoryKind.Scim);
        return facts switch
        {
            { AskedDirectory: { } asked } => [.. scim.Where(directory => directory.Key == asked)],
            { Records.Count: > 0 } => [.. scim.Where(directory => facts.Records.Any(record => record.Directory == directory.Key))],
            _ => [.. scim],
        };
    }

    /// <summary>
    /// How much a fault of the connection weighs. It is no reason why a person who is here cannot connect; and while another directory is sound,
    /// the missing person may belong there.
    /// </summary>
    public static Weight ConnectionWeight(this CaseFile facts, Func<DirectoryFacts, bool> isFaulty) =>
        facts.Symptom is Symptom.TestConnectionFails || (facts.User is null && facts.Suspects().All(isFaulty)) ? Weight.Blocks : Weight.Warns;

    /// <summary>The newest exchange of a directory; a page of the journal has one order, the number's.</summary>
    public static ExchangeFacts? Latest(this CaseFile facts, DirectoryFacts directory) =>
        facts.Exchanges.Where(exchange => exchange.Directory == directory.Key).MaxBy(exchange => exchange.JournalNo);

    /// <summary>The newest create or change that was tried on the person and was judged by its content.</summary>
    public static ExchangeFacts? LastWrite(this CaseFile facts) =>
        facts.Exchanges.Where(exchange => exchange is { ConcernsPerson: true, IsMatchQuery: false, Verb: "POST" or "PUT" or "PATCH" } && exchange.WasJudged())
            .MaxBy(exchange => exchange.JournalNo);

    /// <summary>The newest deletion of the person, unless a create was tried since: then that one's fate is what counts.</summary>
    public static DeletionSeen? LastDeletion(this CaseFile facts) =>
        facts.Deletions.MaxBy(seen => seen.JournalNo) is { } deletion
            && !(facts.LastWrite() is { Verb: "POST" } write && write.JournalNo > deletion.JournalNo) ? deletion : null;

    /// <summary>Whether the request came as far as to the records, instead of being refused for its token, its path, its pace or an outage.</summary>
    private static bool WasJudged(this ExchangeFacts exchange) => exchange.Status is < 500 and not (401 or 429)
        && exchange.Code is not (RefusalCodes.WrongDirectory or RefusalCodes.DirectoryDisabled or RefusalCodes.AccountSuspended or RefusalCodes.UnknownRoute);

    /// <summary>The newest exchange that did this to the person's record.</summary>
    public static ExchangeFacts? LastThat(this CaseFile facts, ExchangeEffect effect) =>
        facts.Exchanges.Where(exchange => exchange.ConcernsPerson && exchange.Effect == effect).MaxBy(exchange => exchange.JournalNo);

    public static AdmissionSeen? LastAdmission(this CaseFile facts) => facts.Admissions.MaxBy(admission => admission.JournalNo);

    /// <summary>The last admission, if it was refused for this reason and within a day: an older one is no sign of today's trouble.</summary>
    public static AdmissionSeen? LastRefusal(this CaseFile facts, Admission.AdmissionReason reason) =>
        facts.LastAdmission() is { } last && last.Refusal == reason && facts.Now - last.At < TimeSpan.FromDays(1) ? last : null;

    /// <summary>The exchange as evidence.</summary>
    public static Evidence Cite(this ExchangeFacts exchange) => new(exchange.JournalNo, exchange.At, string.Join(' ', new[]
    {
        exchange.Verb,
        exchange.Route,
        $"answered {exchange.Status}",
        exchange.Code is null ? "" : $"({exchange.Code})",
        exchange.CredentialPrefix is null ? "" : $"with token {exchange.CredentialPrefix}…",
        exchange.Detail is null ? "" : $"\"{exchange.Detail}\"",
    }.Where(part => part.Length > 0)));

    /// <summary>The admission as evidence.</summary>
    public static Evidence Cite(this AdmissionSeen admission) => new(admission.JournalNo, admission.At,
        $"{admission.Address}{(admission.Subdomain is null ? "" : $" with subdomain '{admission.Subdomain}'")} was "
        + (admission.Refusal is { } reason ? $"refused: {Admission.AdmissionSentence.Of(reason).Code}" : "allowed"));

    /// <summary>A moment as it stands in sentences: UTC to the minute.</summary>
    public static string Show(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
