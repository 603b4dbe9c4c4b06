using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>A directory deletes a group; its members stay.</summary>
public sealed class DeleteGroup : RollOperation
{
    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    /// <summary>The record's SCIM id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public override int Keys => 1;

    /// <summary>Whether an identity provider says it: only then the brake counts.</summary>
    public bool IsPushed { get; init; } = true;

    /// <summary>The version that the client expects, or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>What else a document says the group is found by: pure.</summary>
    public Func<byte[], FurtherFacts> Found { get; init; } = static _ => FurtherFacts.None;

    internal override Guid? Rewrites => Id;

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.Record(Id);
        if (!sheet.Ids.Knows(Id) || Record(sheet) is not { } record)
        {
            return;
        }

        wants.Group(record.OwnerKey);
        wants.Document(record.Key);
        wants.GroupsOfMember(record.Key);
        wants.MemberCount(record.Key);
        if (IsPushed)
        {
            Brakes.Want(sheet, wants, Directory, LossKind.Memberships, record.Key, sheet.MemberCounts.GetValueOrDefault(record.Key));
        }

        Coverage.WantGroups(sheet, wants, [record.OwnerKey]);
        if (sheet.Documents.Knows(record.Key))
        {
            UniqueValues.Want(wants, Found(sheet.Documents.Find(record.Key)!));
        }

        foreach (var group in sheet.GroupsOf.GetValueOrDefault(record.Key) ?? [])
        {
            wants.RecordByKey(group);
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

        if (IsPushed && sheet.MemberCounts[record.Key] is > 0 and var members
            && Brakes.Judge(sheet, new Loss(Directory, LossKind.Memberships, record.Key, record.DisplayKey ?? record.Id.ToString(), members, Origin.Actor)) is { } held)
        {
            return held;
        }

        var document = sheet.Documents.Find(record.Key);
        var gone = record with { State = RecordState.Deleted, Version = record.Version + 1, Modified = sheet.Grant.At, Active = false };
        sheet.Put(gone);
        sheet.Documents.Put(record.Key, null);
        sheet.Count(record, -1);
        sheet.Sweep(record.Key);
        UniqueValues.Replace(sheet, record, Found(document!), FurtherFacts.None);
        Memberships.Leave(sheet, record);
        sheet.Groups.Put(record.OwnerKey, null);
        var row = Row(sheet, record.OwnerKey, ChangeKind.RecordDeleted);
        Uncover(sheet, record.OwnerKey, row);
        sheet.Append(row with { Before = document, Record = gone.Key, Version = gone.Version });
        return new Outcome.Removed(gone);
    }

    /// <summary>A policy names no group that is gone; its members are reached anew.</summary>
    private void Uncover(Sheet sheet, long group, Journal.ChangeRow cause)
    {
        if (sheet.Pool.CoveredGroups > 0 && sheet.Covered.Find(CoveredId.Group(group)) is not null)
        {
            sheet.Covered.Put(CoveredId.Group(group), null);
            sheet.Pools.Put(0, sheet.Pool with { CoveredGroups = sheet.Pool.CoveredGroups - 1 });
            Coverage.CarryOutAnew(sheet);
            sheet.Append(Row(sheet, group, ChangeKind.PolicyChanged) with { Cause = cause.No, Effects = "uncovered=group" });
        }
    }

    private RecordRow? Record(Sheet sheet) =>
        sheet.FindRecord(Id) is { Type: RecordType.Group } record && record.Directory == Directory && record.State != RecordState.Deleted ? record : null;
}
