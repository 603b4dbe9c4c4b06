using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>The user that his leading record makes. What lies parked beside it says nothing (product rule 16).</summary>
internal static class UserOfRecord
{
    /// <summary>The user row after a record says something new.</summary>
    /// <param name="before">The user as he was, or null for a new one.</param>
    /// <param name="record">The record after the change.</param>
    /// <param name="facts">What the record says now.</param>
    /// <param name="kind">The kind of its directory.</param>
    public static MergedUser Merge(UserRow? before, RecordRow record, UserFacts facts, DirectoryKind kind) => UserMerge.Merge([new RecordView
    {
        Key = new RowKey(record.Key),
        Directory = new RowKey(record.Directory),
        Kind = kind,
        State = record.State,
        PreviousUserName = record.State == RecordState.Tombstone ? Tombstone.Recognise(before?.UserName, facts.Person.UserName, facts.Person.ExternalId) : null,
        Created = Storage.Micros.ToTime(record.Created),
        Facts = facts.Person,
    }]);

    /// <summary>Whether the source has softly deleted him.</summary>
    public static RecordState StateOf(UserRow? before, UserFacts facts) =>
        Tombstone.Recognise(before?.UserName, facts.Person.UserName, facts.Person.ExternalId) is null ? RecordState.Live : RecordState.Tombstone;

    public static UserRow Row(Sheet sheet, UserRow? before, RecordRow record, UserFacts facts, DirectoryKind kind, Guid id, long key)
    {
        var merged = Merge(before, record, facts, kind);
        return new UserRow
        {
            Account = record.Account,
            Key = key,
            Id = before?.Id ?? id,
            LeadRecord = record.Key,
            State = merged.State,
            UserName = merged.UserName,
            NameKey = record.State == RecordState.Tombstone ? before?.NameKey ?? merged.UserName.ToLowerInvariant() : facts.Person.NameKey,
            DisplayName = merged.DisplayName,
            Email = merged.Address?.Text,
            EmailKey = merged.Address?.Key,
            Active = merged.Active,
            Blocked = before?.Blocked ?? false,
            QueueRank = before?.QueueRank ?? 1,
            Grounds = before?.Grounds ?? 0,
            Favors = before?.Favors ?? 0,
            LedBy = kind,
            Parked = before?.Parked ?? 0,
            PolicySeen = before?.PolicySeen ?? 0,
            EligibleSince = before?.EligibleSince,
            LapsedAt = before?.LapsedAt,
            License = before?.License ?? LicenseState.None,
            Reason = before?.Reason ?? LicenseReason.Waiting,
            AssignedSince = before?.AssignedSince,
            HeldSince = before?.HeldSince,
            Created = before?.Created ?? sheet.Grant.At,
            Modified = sheet.Grant.At,
        };
    }
}
