using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory says something new of a group, or of its members. Where only members change, the group's document is never read.</summary>
public sealed class ReviseGroup : RollOperation
{
    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version that the client expects, or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>From the current document to the next (pure), or null where only members change.</summary>
    public Func<byte[], Revision>? Revise { get; init; }

    /// <summary>Changes to the members, in order.</summary>
    public required IReadOnlyList<MemberStep> Members { get; init; }

    /// <summary>Whether a name may repeat (strict profile).</summary>
    public bool RepeatedNames { get; init; }

    /// <inheritdoc/>
    public override int Keys => 1;

    /// <summary>Whether an identity provider says it: only then the brake counts.</summary>
    public bool IsPushed { get; init; } = true;

    /// <inheritdoc/>
    public override int JournalRows => 6 + (3 * Math.Min(Coverage.MostAtOnce, Members.Sum(m => m.Most)));

    internal override Guid? Rewrites => Revise is null ? null : Id;

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.Record(Id);
        if (!sheet.Ids.Knows(Id) || Record(sheet) is not { } record)
        {
            return;
        }

        Memberships.Want(sheet, wants, record.Key, Members);
        if (IsPushed && Members.Any(static step => step is not MemberStep.Add))
        {
            Brakes.Want(sheet, wants, Directory, LossKind.Memberships, record.Key, Members.Where(static step => step is not MemberStep.Add).Sum(static step => (long)step.Most));
        }

        if (sheet.Pool.CoveredGroups > 0)
        {
            Coverage.Want(sheet, wants, record.OwnerKey, Memberships.Candidates(sheet, record.Key, Members));
        }

        if (Revise is null)
        {
            return;
        }

        wants.Document(record.Key);
        wants.Group(record.OwnerKey);
        if (sheet.Documents.Knows(record.Key) && Revise(sheet.Documents.Find(record.Key)!) is Revision.OfGroup revised)
        {
            GroupNames.Want(wants, Directory, revised.After);
            UniqueValues.Want(wants, revised.FoundBefore);
            UniqueValues.Want(wants, revised.FoundAfter);
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

        return Revise?.Invoke(sheet.Documents.Find(record.Key)!) switch
        {
            Revision.Refused refused => new Outcome.Refused(refused.Reason),
            Revision.OfGroup revised => GroupNames.Conflict(sheet, Directory, record.Key, revised.After, RepeatedNames)
                ?? UniqueValues.Conflict(sheet, record.Key, revised.FoundAfter) ?? Change(sheet, record, revised),
            _ => Change(sheet, record, null),
        };
    }

    private Outcome Change(Sheet sheet, RecordRow record, Revision.OfGroup? revised)
    {
        IReadOnlyCollection<long> asked = sheet.Pool.CoveredGroups > 0 ? Memberships.Candidates(sheet, record.Key, Members) : [];
        if (Memberships.Apply(sheet, record, Members, out var members) is { } unknown)
        {
            return unknown;
        }

        var old = sheet.Documents.Knows(record.Key) ? sheet.Documents.Find(record.Key) : null;
        if (revised is null && members.Added.Count + members.Removed.Count == 0)
        {
            return new Outcome.Recorded(record, old, Changed: false);
        }

        if (IsPushed && members.Removed.Count > 0
            && Brakes.Judge(sheet, new Loss(Directory, LossKind.Memberships, record.Key, record.DisplayKey ?? record.Id.ToString(), members.Removed.Count, Origin.Actor)) is { } held)
        {
            return held;
        }

        var next = record with { Version = record.Version + 1, Modified = sheet.Grant.At };
        var row = Row(sheet, record.OwnerKey, revised is null ? ChangeKind.MembersChanged : ChangeKind.RecordChanged);
        if (revised is not null)
        {
            next = next with { NameKey = revised.After.DisplayKey, DisplayKey = revised.After.DisplayKey, ExternalId = revised.After.ExternalId };
            sheet.Documents.Put(record.Key, revised.Document);
            Rename(sheet, record.OwnerKey, revised);
            UniqueValues.Replace(sheet, record, revised.FoundBefore, revised.FoundAfter);
            row = row with { Before = old };
        }

        sheet.Put(next);
        Coverage.Moved(sheet, new Licenses(sheet, row), record.OwnerKey, asked, members);
        sheet.Append(row with
        {
            Effects = members.Added.Count + members.Removed.Count > 0 ? $"members=+{members.Added.Count}-{members.Removed.Count}" : null,
            After = members.Pack(),
            Record = next.Key,
            Version = next.Version,
        });
        return new Outcome.Recorded(next, revised?.Document ?? old, Changed: true);
    }

    private static void Rename(Sheet sheet, long owner, Revision.OfGroup revised)
    {
        if (sheet.Groups.Find(owner) is { } group)
        {
            sheet.Groups.Put(owner, group with { Name = revised.After.DisplayName, NameKey = revised.After.DisplayKey });
        }
    }

    private RecordRow? Record(Sheet sheet) =>
        sheet.FindRecord(Id) is { Type: RecordType.Group } record && record.Directory == Directory && record.State != RecordState.Deleted ? record : null;
}
