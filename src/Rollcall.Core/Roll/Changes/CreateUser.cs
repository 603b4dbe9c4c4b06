using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says that there is a user.</summary>
public sealed class CreateUser : RollOperation
{
    /// <inheritdoc/>
    public override int Keys => 2;

    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The new record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The new user's id.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The finished document.</summary>
    public required byte[] Document { get; init; }

    /// <summary>What it says.</summary>
    public required UserFacts Facts { get; init; }

    /// <summary>What tells a repeated request from another one (product rule 7), kept with the record.</summary>
    public byte[]? BornDigest { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        UserNames.Want(wants, Facts);
        wants.Email(Address.Of(Facts.Person.Emails)?.Key);
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (UserNames.Conflict(sheet, record: 0, Facts) is { } taken)
        {
            return taken;
        }

        var record = Record(sheet);
        var row = Row(sheet, record.OwnerKey, ChangeKind.RecordCreated) with { Record = record.Key, Version = record.Version };
        sheet.Put(record);
        sheet.Documents.Put(record.Key, Document);
        sheet.Count(record, 1);
        UserNames.Replace(sheet, record, null, Facts);
        sheet.UserRecords.Put(record.Key, new UserRecordRow(record.Account, record.OwnerKey, record.Key, UserRecordTable.Leads, UserRecordTable.ByCreation, sheet.Grant.At));
        var licenses = new Licenses(sheet, row);
        licenses.Settle(null, Coverage.Begin(sheet.Pool, UserOfRecord.Row(sheet, null, record, Facts, UserId, record.OwnerKey)));
        sheet.Append(row with { Effects = licenses.Effect });
        return new Outcome.Recorded(record, Document, Changed: true);
    }

    private RecordRow Record(Sheet sheet) => new()
    {
        Account = sheet.Grant.Account,
        Key = sheet.Grant.NextKey(),
        Directory = Directory,
        Type = RecordType.User,
        Id = Id,
        State = UserOfRecord.StateOf(null, Facts),
        Version = 1,
        Created = sheet.Grant.At,
        Modified = sheet.Grant.At,
        NameKey = Facts.Person.NameKey,
        ExternalId = Facts.Person.ExternalId,
        DisplayKey = Facts.DisplayKey,
        Active = Facts.Person.Active,
        OwnerKey = sheet.Grant.NextKey(),
        BornDigest = BornDigest,
    };
}
