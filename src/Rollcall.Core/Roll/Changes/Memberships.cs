using Rollcall.Core.Journal;
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

    /// <summary>Records that may come or go by the steps, as far as they are known.</summary>
    public static IReadOnlyCollection<long> Candidates(Sheet sheet, long group, IReadOnlyList<MemberStep> steps)
    {
        var keys = steps.SelectMany(Ids).Where(sheet.Ids.Knows).Select(id => sheet.FindRecord(id)?.Key).OfType<long>().ToHashSet();
        if (steps.Any(s => s is MemberStep.Replace) && sheet.MembersOf.ContainsKey(group))
        {
            var present = sheet.Members.PresentKeys().Where(m => m.Group == group).Select(m => m.Member).ToList();
            if (steps is [MemberStep.Replace])
            {
                keys.SymmetricExceptWith(present);
            }
            else
            {
                keys.UnionWith(present);
            }
        }

        return keys;
    }

    /// <summary>Applies the steps in order; says who came and who went in the end. Who goes and comes again within them has never been away.</summary>
    /// <returns>The first member to add that does not exist, or null.</returns>
    public static Outcome.UnknownMember? Apply(Sheet sheet, RecordRow group, IReadOnlyList<MemberStep> steps, out MemberDelta members)
    {
        members = MemberDelta.None;
        var before = new Dictionary<Membership, MembershipMark?>();
        foreach (var step in steps)
        {
            if (step is not MemberStep.Remove && Unknown(sheet, group, Ids(step)) is { } unknown)
            {
                return unknown;
            }

            switch (step)
            {
                case MemberStep.Add add:
                    Add(sheet, group, add.Ids, before);
                    break;
                case MemberStep.Remove remove:
                    Remove(sheet, group, remove.Ids.Select(id => sheet.FindRecord(id)?.Key).OfType<long>(), before);
                    break;
                case MemberStep.Replace replace:
                    var stay = replace.Ids.Select(id => sheet.FindRecord(id)!.Key).ToHashSet();
                    Remove(sheet, group, sheet.Members.PresentKeys().Where(m => m.Group == group.Key && !stay.Contains(m.Member)).Select(m => m.Member).ToList(), before);
                    Add(sheet, group, replace.Ids, before);
                    break;
            }
        }

        members = Settle(sheet, before);
        return null;
    }

    private static MemberDelta Settle(Sheet sheet, Dictionary<Membership, MembershipMark?> before)
    {
        var (added, removed) = (new List<long>(), new List<long>());
        foreach (var (membership, was) in before)
        {
            var now = sheet.Members.Find(membership);
            if (was is not null && now is not null)
            {
                sheet.Members.Put(membership, was);
            }

            if ((was is null) != (now is null))
            {
                (was is null ? added : removed).Add(membership.Member);
            }
        }

        return new MemberDelta(added, removed);
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

    private static void Add(Sheet sheet, RecordRow group, IReadOnlyList<Guid> ids, Dictionary<Membership, MembershipMark?> before)
    {
        foreach (var membership in ids.Select(id => new Membership(group.Key, sheet.FindRecord(id)!.Key)))
        {
            if (!sheet.Members.Knows(membership) || sheet.Members.Find(membership) is null)
            {
                before.TryAdd(membership, null);
                sheet.Members.Put(membership, new MembershipMark(sheet.Grant.At));
            }
        }
    }

    private static void Remove(Sheet sheet, RecordRow group, IEnumerable<long> members, Dictionary<Membership, MembershipMark?> before)
    {
        foreach (var membership in members.Select(m => new Membership(group.Key, m)))
        {
            if (sheet.Members.Knows(membership) && sheet.Members.Find(membership) is { } was)
            {
                before.TryAdd(membership, was);
                sheet.Members.Put(membership, null);
            }
        }
    }
}
