using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory deletes a resource of a custom type.</summary>
public sealed class DeleteResource : RollOperation
{
    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The type's number in the account.</summary>
    public required RecordType Type { get; init; }

    /// <summary>The record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that the client expects, or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>Reads a document: pure.</summary>
    public required Func<byte[], ResourceFacts> Facts { get; init; }

    internal override Guid? Rewrites => Id;

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.Record(Id);
        if (sheet.Ids.Knows(Id) && Record(sheet) is { } record)
        {
            wants.Document(record.Key);
            if (sheet.Documents.Knows(record.Key))
            {
                UniqueValues.Want(wants, Facts(sheet.Documents.Find(record.Key)!).Found);
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

        var document = sheet.Documents.Find(record.Key)!;
        var gone = record with { State = RecordState.Deleted, Version = record.Version + 1, Modified = sheet.Grant.At, Active = false };
        sheet.Put(gone);
        sheet.Documents.Put(record.Key, null);
        sheet.Count(record, -1);
        UniqueValues.Replace(sheet, record, Facts(document).Found, FurtherFacts.None);
        sheet.Append(Row(sheet, record.Key, ChangeKind.RecordDeleted) with { Before = document, Record = gone.Key, Version = gone.Version });
        return new Outcome.Removed(gone);
    }

    private RecordRow? Record(Sheet sheet) =>
        sheet.FindRecord(Id) is { } record && record.Type == Type && record.Directory == Directory && record.State != RecordState.Deleted ? record : null;
}
