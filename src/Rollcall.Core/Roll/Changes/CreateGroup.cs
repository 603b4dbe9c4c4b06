using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says that there is a group.</summary>
public sealed class CreateGroup : RollOperation
{
    /// <inheritdoc/>
    public override int Keys => 2;

    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The new record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The new group's id in the User Directory.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>The finished document, without members.</summary>
    public required byte[] Document { get; init; }

    /// <summary>What it says.</summary>
    public required GroupFacts Facts { get; init; }

    /// <summary>What else it is found by.</summary>
    public FurtherFacts Found { get; init; } = FurtherFacts.None;

    /// <summary>Its first members.</summary>
    public required IReadOnlyList<MemberStep> Members { get; init; }

    /// <summary>Whether a name may repeat (strict profile).</summary>
    public bool RepeatedNames { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        GroupNames.Want(wants, Directory, Facts);
        UniqueValues.Want(wants, Found);
        Memberships.Want(sheet, wants, null, Members);
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if ((GroupNames.Conflict(sheet, Directory, record: 0, Facts, RepeatedNames) ?? UniqueValues.Conflict(sheet, record: 0, Found)) is { } taken)
        {
            return taken;
        }

        var record = Record(sheet);
        if (Memberships.Apply(sheet, record, Members, out var members) is { } unknown)
        {
            return unknown;
        }

        sheet.Put(record);
        sheet.Documents.Put(record.Key, Document);
        sheet.Count(record, 1);
        UniqueValues.Replace(sheet, record, FurtherFacts.None, Found);
        sheet.Groups.Put(record.OwnerKey, new GroupRow(record.Account, record.OwnerKey, GroupId, record.Key, Facts.DisplayName, Facts.DisplayKey, sheet.Grant.At));
        sheet.Append(Row(sheet, record.OwnerKey, ChangeKind.RecordCreated) with
        {
            Effects = members.Added.Count > 0 ? $"members=+{members.Added.Count}" : null,
            After = members.Pack(),
            Record = record.Key,
            Version = record.Version,
        });
        return new Outcome.Recorded(record, Document, Changed: true);
    }

    private RecordRow Record(Sheet sheet) => new()
    {
        Account = sheet.Grant.Account,
        Key = sheet.Grant.NextKey(),
        Directory = Directory,
        Type = RecordType.Group,
        Id = Id,
        State = RecordState.Live,
        Version = 1,
        Created = sheet.Grant.At,
        Modified = sheet.Grant.At,
        NameKey = Facts.DisplayKey,
        DisplayKey = Facts.DisplayKey,
        ExternalId = Facts.ExternalId,
        Active = true,
        OwnerKey = sheet.Grant.NextKey(),
    };
}
