using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory deletes a user's record: 404 from now on, its names free; the user stays disabled or goes, as the directory is set (product rule 8).</summary>
public sealed class DeleteUser : RollOperation
{
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

    /// <summary>Whether the user stays in the User Directory, disabled.</summary>
    public required bool KeepsUser { get; init; }

    /// <summary>Reads a document: pure.</summary>
    public required Func<byte[], UserFacts> Facts { get; init; }

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
        wants.GroupsOfMember(record.Key);
        if (sheet.Users.Knows(record.OwnerKey) && sheet.Documents.Knows(record.Key) && sheet.GroupsOf.TryGetValue(record.Key, out var groups))
        {
            wants.Email(sheet.Users.Find(record.OwnerKey)?.EmailKey);
            UserNames.Want(wants, Source, Facts(sheet.Documents.Find(record.Key)!));
            wants.Freed(1);
            foreach (var group in groups)
            {
                wants.RecordByKey(group);
            }

            Coverage.WantGroups(sheet, wants, Groups(sheet, record));
            if (Source.IsScim && record.Active)
            {
                Brakes.Want(sheet, wants, Directory, LossKind.Deletion, record.Key);
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
        if (Source.IsScim && record.Active && Brakes.Judge(sheet, new Loss(Directory, LossKind.Deletion, record.Key, Facts(document).Person.UserName, 1, Origin.Actor)) is { } held)
        {
            return held;
        }

        var row = Row(sheet, record.OwnerKey, ChangeKind.RecordDeleted);
        var gone = record with { State = RecordState.Deleted, Version = record.Version + 1, Modified = sheet.Grant.At, Active = false };
        sheet.Put(gone);
        sheet.Documents.Put(record.Key, null);
        sheet.Count(record, -1);
        UserNames.Replace(sheet, record, Source, Facts(document), null);
        Matching.Count(sheet, Source, -1);
        var groups = Groups(sheet, record);
        Memberships.Leave(sheet, record);
        sheet.Append(row with { Effects = Disable(sheet, record, groups, row), Before = document, Record = gone.Key, Version = gone.Version });
        return new Outcome.Removed(gone);
    }

    private string? Disable(Sheet sheet, RecordRow record, IReadOnlyList<long> groups, Journal.ChangeRow row)
    {
        if (sheet.Users.Find(record.OwnerKey) is not { } user)
        {
            return null;
        }

        if (user.LeadRecord != record.Key)
        {
            sheet.Put(user with { Parked = user.Parked - 1, Modified = sheet.Grant.At });
            return ChangeEffects.Parked;
        }

        // A leaver whom another directory knows too stays, inactive: giving him back is an act (product rule 18).
        var stays = KeepsUser || user.Parked > 0;
        var licenses = new Licenses(sheet, row);
        licenses.Settle(user, Coverage.Without(sheet, user, groups) with { LeadRecord = null, Active = false, State = stays ? user.State : RecordState.Deleted, Modified = sheet.Grant.At });
        return licenses.Effect;
    }

    /// <summary>Keys in the User Directory of the groups that the record is in, as far as they are known.</summary>
    private static List<long> Groups(Sheet sheet, RecordRow record) =>
    [
        .. sheet.GroupsOf[record.Key]
            .Where(g => sheet.Records.Knows(g) && sheet.Members.Find(new Membership(g, record.Key)) is not null)
            .Select(g => sheet.Records.Find(g)?.OwnerKey).OfType<long>(),
    ];

    private UserSource Source => new(Directory, Kind);

    private RecordRow? Record(Sheet sheet) =>
        sheet.FindRecord(Id) is { Type: RecordType.User } record && record.Directory == Directory && record.State != RecordState.Deleted ? record : null;
}
