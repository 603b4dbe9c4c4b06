using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says that there is a user.</summary>
public sealed class CreateUser : RollOperation
{
    /// <inheritdoc/>
    public override int Keys => 4;

    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The directory's kind.</summary>
    public DirectoryKind Kind { get; init; } = DirectoryKind.Scim;

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

    /// <summary>Whether it is refused where no license is free.</summary>
    public bool RefusesWhenFull { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        UserNames.Want(wants, Source, Facts);
        Matching.Want(sheet, wants, Source, Facts);
        if (Source.IsScim && Taken(sheet) is { } match)
        {
            Brakes.Want(sheet, wants, Directory, LossKind.Takeover, match.LeadRecord!.Value);
        }

        wants.Email(Address.Of(Facts.Person.Emails)?.Key);
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (UserNames.Conflict(sheet, record: 0, Source, Facts) is { } taken)
        {
            return taken;
        }

        var match = Matching.Find(sheet, Source, Facts);
        if (Source.IsScim && match is not null && Brakes.Judge(sheet, new Loss(Directory, LossKind.Takeover, match.LeadRecord!.Value, match.UserName, 1, Origin.Actor)) is { } held)
        {
            return held;
        }

        var record = Record(sheet, match);
        var row = Row(sheet, record.OwnerKey, ChangeKind.RecordCreated) with { Record = record.Key, Version = record.Version };
        sheet.Put(record);
        sheet.Documents.Put(record.Key, Document);
        sheet.Count(record, 1);
        UserNames.Replace(sheet, record, Source, null, Facts);
        Matching.Count(sheet, Source, 1);
        var parks = match is not null && !Source.IsScim;
        sheet.UserRecords.Put(record.Key, new UserRecordRow(
            record.Account, record.OwnerKey, record.Key, parks ? UserRecordTable.Parked : UserRecordTable.Leads, match is null ? UserRecordTable.ByCreation : UserRecordTable.ByUserName, sheet.Grant.At));
        sheet.Append(row with { Effects = parks ? Park(sheet, match!) : Lead(sheet, match, record, row) });
        if (RefusesWhenFull && sheet.Users.Find(record.OwnerKey)!.License == LicenseState.Waiting)
        {
            sheet.Drop();
            return new Outcome.Full();
        }

        return new Outcome.Recorded(record, Document, Changed: true);
    }

    /// <summary>Whom it would take over, as far as one knows yet.</summary>
    private UserRow? Taken(Sheet sheet) => sheet.Pool.Others > 0 && sheet.UsersByName.Knows(Facts.Person.NameKey) ? Matching.Find(sheet, Source, Facts) : null;

    private static string Park(Sheet sheet, UserRow user)
    {
        sheet.Put(user with { Parked = user.Parked + 1, Modified = sheet.Grant.At });
        return ChangeEffects.Parked;
    }

    private string? Lead(Sheet sheet, UserRow? match, RecordRow record, Journal.ChangeRow row)
    {
        var licenses = new Licenses(sheet, row);
        var user = UserOfRecord.Row(sheet, match, record, Facts, Kind, UserId, record.OwnerKey);
        licenses.Settle(match, match is null ? Coverage.Begin(sheet.Pool, user) : Coverage.Led(sheet, user with { Parked = user.Parked + 1 }));
        return match is null ? licenses.Effect : string.Join(',', new[] { ChangeEffects.TakenOver, licenses.Effect }.OfType<string>());
    }

    private UserSource Source => new(Directory, Kind);

    private RecordRow Record(Sheet sheet, UserRow? match) => new()
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
        OwnerKey = match?.Key ?? sheet.Grant.NextKey(),
        BornDigest = BornDigest,
    };
}
