using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says that there is a resource of a custom type. It belongs to no user or group of the User Directory.</summary>
public sealed class CreateResource : RollOperation
{
    /// <inheritdoc/>
    public override int Keys => 1;

    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The type's number in the account.</summary>
    public required RecordType Type { get; init; }

    /// <summary>The new record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The finished document.</summary>
    public required byte[] Document { get; init; }

    /// <summary>What it says.</summary>
    public required ResourceFacts Facts { get; init; }

    internal override void Needs(Sheet sheet, Wants wants) => UniqueValues.Want(wants, Facts.Found);

    internal override Outcome Decide(Sheet sheet)
    {
        if (UniqueValues.Conflict(sheet, record: 0, Facts.Found) is { } taken)
        {
            return taken;
        }

        var record = new RecordRow
        {
            Account = sheet.Grant.Account,
            Key = sheet.Grant.NextKey(),
            Directory = Directory,
            Type = Type,
            Id = Id,
            State = RecordState.Live,
            Version = 1,
            Created = sheet.Grant.At,
            Modified = sheet.Grant.At,
            NameKey = Facts.Name,
            ExternalId = Facts.ExternalId,
            Active = true,
            OwnerKey = 0,
        };
        sheet.Put(record);
        sheet.Documents.Put(record.Key, Document);
        sheet.Count(record, 1);
        UniqueValues.Replace(sheet, record, FurtherFacts.None, Facts.Found);
        sheet.Append(Row(sheet, record.Key, ChangeKind.RecordCreated) with { Record = record.Key, Version = record.Version });
        return new Outcome.Recorded(record, Document, Changed: true);
    }
}
