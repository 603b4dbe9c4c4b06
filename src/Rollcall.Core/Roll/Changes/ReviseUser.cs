using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says something new of a user.</summary>
public sealed class ReviseUser : RollOperation
{
    private PreparedRevision? _made;

    /// <inheritdoc/>
    public override int Keys => 1;

    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The directory's kind.</summary>
    public DirectoryKind Kind { get; init; } = DirectoryKind.Scim;

    /// <summary>The record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that the client expects, or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>From the current document to the next: pure, and run again where the record has moved on since it was prepared.</summary>
    public required Func<byte[], Revision> Revise { get; init; }

    /// <summary>What it made of the document that the caller read, or null.</summary>
    public PreparedRevision? Prepared { get; init; }

    /// <summary>Whether a reactivation is refused where no license is free.</summary>
    public bool RefusesWhenFull { get; init; }

    internal override Guid? Rewrites => Id;

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.Record(Id);
        if (!sheet.Ids.Knows(Id) || Record(sheet) is not { } record)
        {
            return;
        }

        wants.User(record.OwnerKey);
        wants.Document(record.Key);
        if (!sheet.Users.Knows(record.OwnerKey) || !sheet.Documents.Knows(record.Key))
        {
            return;
        }

        wants.Email(sheet.Users.Find(record.OwnerKey)?.EmailKey);
        if (RevisionOf(sheet, record) is Revision.OfUser revised)
        {
            UserNames.Want(wants, Source, revised.Before);
            UserNames.Want(wants, Source, revised.After);
            wants.Email(UserOfRecord.Merge(sheet.Users.Find(record.OwnerKey), WithFacts(sheet, record, revised.After), revised.After, Kind).Address?.Key);
            wants.Freed(1);
            if (Loses(record, revised))
            {
                Brakes.Want(sheet, wants, Directory, LossKind.Deactivation, record.Key);
            }
        }
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (Record(sheet) is not { } record)
        {
            return new Outcome.Missing();
        }

        if (IfMatch is { } expected && expected != record.Version)
        {
            return new Outcome.Stale(record.Version);
        }

        return RevisionOf(sheet, record) switch
        {
            Revision.Refused refused => new Outcome.Refused(refused.Reason),
            Revision.OfUser revised => UserNames.Conflict(sheet, record.Key, Source, revised.After) ?? (Outcome?)Held(sheet, record, revised) ?? Change(sheet, record, revised),
            _ => new Outcome.Recorded(record, sheet.Documents.Find(record.Key), Changed: false),
        };
    }

    private Outcome Change(Sheet sheet, RecordRow record, Revision.OfUser revised)
    {
        var row = Row(sheet, record.OwnerKey, ChangeKind.RecordChanged);
        var before = sheet.Users.Find(record.OwnerKey);
        var next = WithFacts(sheet, record, revised.After);
        var old = sheet.Documents.Find(record.Key);
        sheet.Put(next);
        sheet.Documents.Put(record.Key, revised.Document);
        UserNames.Replace(sheet, record, Source, revised.Before, revised.After);
        var licenses = new Licenses(sheet, row);
        var leads = before?.LeadRecord == record.Key;
        if (leads)
        {
            licenses.Settle(before, UserOfRecord.Row(sheet, before, next, revised.After, Kind, before!.Id, before.Key));
        }

        if (RefusesWhenFull && leads && !record.Active && next.Active && sheet.Users.Find(record.OwnerKey)!.License == LicenseState.Waiting)
        {
            sheet.Drop();
            return new Outcome.Full();
        }

        sheet.Append(row with { Effects = Effects(record, next, leads ? licenses.Effect : ChangeEffects.Parked), Before = old, Record = next.Key, Version = next.Version });
        return new Outcome.Recorded(next, revised.Document, Changed: true);
    }

    private static string? Effects(RecordRow before, RecordRow after, string? license)
    {
        var active = before.Active == after.Active ? null : after.Active ? ChangeEffects.Activated : ChangeEffects.Deactivated;
        var state = before.State == after.State ? null : after.State == RecordState.Tombstone ? ChangeEffects.SoftlyDeleted : ChangeEffects.Restored;
        var words = string.Join(',', new[] { state, active, license }.OfType<string>());
        return words.Length == 0 ? null : words;
    }

    private static RecordRow WithFacts(Sheet sheet, RecordRow record, UserFacts facts) => record with
    {
        State = UserOfRecord.StateOf(sheet.Users.Find(record.OwnerKey), facts),
        Version = record.Version + 1,
        Modified = sheet.Grant.At,
        NameKey = facts.Person.NameKey,
        ExternalId = facts.Person.ExternalId,
        DisplayKey = facts.DisplayKey,
        Active = facts.Person.Active,
    };

    private bool Loses(RecordRow record, Revision.OfUser revised) => Source.IsScim && record.Active && !revised.After.Person.Active;

    private Outcome.Held? Held(Sheet sheet, RecordRow record, Revision.OfUser revised) =>
        Loses(record, revised) ? Brakes.Judge(sheet, new Loss(Directory, LossKind.Deactivation, record.Key, revised.Before.Person.UserName, 1, Origin.Actor)) : null;

    private UserSource Source => new(Directory, Kind);

    private RecordRow? Record(Sheet sheet) =>
        sheet.FindRecord(Id) is { Type: RecordType.User } record && record.Directory == Directory && record.State != RecordState.Deleted ? record : null;

    private Revision RevisionOf(Sheet sheet, RecordRow record)
    {
        if (Prepared?.Version == record.Version)
        {
            return Prepared.Revision;
        }

        if (_made?.Version != record.Version)
        {
            _made = new PreparedRevision(record.Version, Revise(sheet.Documents.Find(record.Key)!));
        }

        return _made.Revision;
    }
}
