using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says something new of a resource of a custom type.</summary>
public sealed class ReviseResource : RollOperation
{
    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The type's number in the account.</summary>
    public required RecordType Type { get; init; }

    /// <summary>The record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that the client expects, or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>From the current document to the next: pure.</summary>
    public required Func<byte[], Revision> Revise { get; init; }

    internal override Guid? Rewrites => Id;

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.Record(Id);
        if (!sheet.Ids.Knows(Id) || Record(sheet) is not { } record)
        {
            return;
        }

        wants.Document(record.Key);
        if (sheet.Documents.Knows(record.Key) && Revise(sheet.Documents.Find(record.Key)!) is Revision.OfResource revised)
        {
            UniqueValues.Want(wants, revised.Before.Found);
            UniqueValues.Want(wants, revised.After.Found);
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

        var old = sheet.Documents.Find(record.Key)!;
        return Revise(old) switch
        {
            Revision.Refused refused => new Outcome.Refused(refused.Reason),
            Revision.OfResource revised => UniqueValues.Conflict(sheet, record.Key, revised.After.Found) ?? (Outcome)Change(sheet, record, old, revised),
            _ => new Outcome.Recorded(record, old, Changed: false),
        };
    }

    private Outcome.Recorded Change(Sheet sheet, RecordRow record, byte[] old, Revision.OfResource revised)
    {
        var next = record with
        {
            Version = record.Version + 1,
            Modified = sheet.Grant.At,
            NameKey = revised.After.Name,
            ExternalId = revised.After.ExternalId,
        };
        sheet.Put(next);
        sheet.Documents.Put(record.Key, revised.Document);
        UniqueValues.Replace(sheet, record, revised.Before.Found, revised.After.Found);
        sheet.Append(Row(sheet, record.Key, ChangeKind.RecordChanged) with { Before = old, Record = next.Key, Version = next.Version });
        return new Outcome.Recorded(next, revised.Document, Changed: true);
    }

    private RecordRow? Record(Sheet sheet) =>
        sheet.FindRecord(Id) is { } record && record.Type == Type && record.Directory == Directory && record.State != RecordState.Deleted ? record : null;
}
