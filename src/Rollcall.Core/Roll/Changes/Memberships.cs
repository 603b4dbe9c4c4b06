using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Members of a group on the sheet: rows, whatever the size of the group.</summary>
internal static class Memberships
{
    /// <summary>Asks for the records that the steps name, then for those memberships alone; only a replacement needs all of them.</summary>
    public static void Want(Sheet sheet, Wants wants, long? group, IReadOnlyList<MemberStep> steps)
    {
        foreach (var id in steps.SelectMany(Ids))
        {
            wants.Record(id);
            if (group is { } key && sheet.Ids.Knows(id) && sheet.FindRecord(id) is { } member)
            {
                wants.Member(key, member.Key);
            }
        }

        if (group is { } whole && steps.Any(s => s is MemberStep.Replace))
        {
            wants.MembersOfGroup(whole);
        }
    }

    /// <summary>Applies the steps in order; counts who came and who went.</summary>
    /// <returns>The first member to add that does not exist, or null.</returns>
    public static Outcome.UnknownMember? Apply(Sheet sheet, RecordRow group, IReadOnlyList<MemberStep> steps, out int added, out int removed)
    {
        added = removed = 0;
        foreach (var step in steps)
        {
            if (step is not MemberStep.Remove && Unknown(sheet, group, Ids(step)) is { } unknown)
            {
                return unknown;
            }

            switch (step)
            {
                case MemberStep.Add add:
                    added += Add(sheet, group, add.Ids);
                    break;
                case MemberStep.Remove remove:
                    removed += Remove(sheet, group, remove.Ids.Select(id => sheet.FindRecord(id)?.Key).OfType<long>());
                    break;
                case MemberStep.Replace replace:
                    var stay = replace.Ids.Select(id => sheet.FindRecord(id)!.Key).ToHashSet();
                    removed += Remove(sheet, group, sheet.Members.PresentKeys().Where(m => m.Group == group.Key && !stay.Contains(m.Member)).Select(m => m.Member).ToList());
                    added += Add(sheet, group, replace.Ids);
                    break;
            }
        }

        return null;
    }

    /// <summary>Takes a record out of its groups; each of them gets a new version, since its members changed.</summary>
    public static void Leave(Sheet sheet, RecordRow record)
    {
        foreach (var group in sheet.GroupsOf[record.Key])
        {
            if (sheet.Members.Find(new Membership(group, record.Key)) is not null && sheet.Records.Find(group) is { } head)
            {
                sheet.Members.Put(new Membership(group, record.Key), null);
                sheet.Put(head with { Version = head.Version + 1, Modified = sheet.Grant.At });
            }
        }
    }

    private static IReadOnlyList<Guid> Ids(MemberStep step) => step switch
    {
        MemberStep.Add add => add.Ids,
        MemberStep.Remove remove => remove.Ids,
        MemberStep.Replace replace => replace.Ids,
        _ => [],
    };

    private static Outcome.UnknownMember? Unknown(Sheet sheet, RecordRow group, IReadOnlyList<Guid> ids)
    {
        foreach (var id in ids)
        {
            if (sheet.FindRecord(id) is not { } member || member.Directory != group.Directory || member.State == RecordState.Deleted)
            {
                return new Outcome.UnknownMember(id.ToString());
            }
        }

        return null;
    }

    private static int Add(Sheet sheet, RecordRow group, IReadOnlyList<Guid> ids)
    {
        var count = 0;
        foreach (var membership in ids.Select(id => new Membership(group.Key, sheet.FindRecord(id)!.Key)))
        {
            if (!sheet.Members.Knows(membership) || sheet.Members.Find(membership) is null)
            {
                sheet.Members.Put(membership, new MembershipMark(sheet.Grant.At));
                count++;
            }
        }

        return count;
    }

    private static int Remove(Sheet sheet, RecordRow group, IEnumerable<long> members)
    {
        var count = 0;
        foreach (var membership in members.Select(m => new Membership(group.Key, m)))
        {
            if (sheet.Members.Knows(membership) && sheet.Members.Find(membership) is not null)
            {
                sheet.Members.Put(membership, null);
                count++;
            }
        }

        return count;
    }
}
