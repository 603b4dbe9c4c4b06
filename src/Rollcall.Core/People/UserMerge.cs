using Rollcall.Core.Words;

namespace Rollcall.Core.People;

/// <summary>Records to user: one record leads and says everything, the others lie parked beside it (product rule 16).</summary>
/// <remarks>
/// Nothing is filled from a parked record: a value that the leading source cleared is cleared, and a leaver stays inactive while an
/// active LDAP record of his lies parked (rule 18).
/// </remarks>
public static class UserMerge
{
    /// <summary>Merges the records of one user; there is at least one.</summary>
    /// <remarks>Records that are there come before deleted ones, then SCIM before LDAP and builtin, then the oldest.</remarks>
    public static MergedUser Merge(IReadOnlyList<RecordView> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count == 0)
        {
            throw new ArgumentException("A user has at least one record.", nameof(records));
        }

        RecordView[] ranked = [.. records.Order(s_byRank)];
        var lead = ranked[0];
        return new MergedUser
        {
            UserName = lead.PreviousUserName ?? lead.Facts.UserName,
            DisplayName = DisplayNameOf(lead),
            Address = Address.Of(EmailsOf(lead)),
            Active = lead.Facts.Active && lead.State is RecordState.Live,
            State = lead.State,
            GivenName = lead.Facts.GivenName,
            FamilyName = lead.Facts.FamilyName,
            LeadRecord = lead.Key,
            Provenance = new Provenance(lead.Kind, lead.Directory, [.. ranked.Skip(1).Select(parked => parked.Key)]),
        };
    }

    private static readonly Comparer<RecordView> s_byRank = Comparer<RecordView>.Create(static (a, b) =>
        (a.State is RecordState.Deleted, a.Kind is not DirectoryKind.Scim, a.Created, a.Key)
            .CompareTo((b.State is RecordState.Deleted, b.Kind is not DirectoryKind.Scim, b.Created, b.Key)));

    private static IReadOnlyList<EmailFact> EmailsOf(RecordView record) =>
        record.PreviousUserName is null ? record.Facts.Emails : Tombstone.PreviousEmails(record.Facts.Emails, record.Facts.UserName);

    private static string DisplayNameOf(RecordView record)
    {
        var facts = record.Facts;
        if (!string.IsNullOrWhiteSpace(facts.DisplayName))
        {
            return facts.DisplayName.Trim();
        }

        var parts = new[] { facts.GivenName, facts.FamilyName }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim());
        var joined = string.Join(' ', parts);
        return joined.Length > 0 ? joined : record.PreviousUserName ?? facts.UserName;
    }
}
