using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>What the operations of a batch must read and the sheet does not have yet.</summary>
internal sealed class Wants(Sheet sheet)
{
    private int _freed;
    private int _taken;

    public HashSet<Guid> Ids { get; } = [];

    public HashSet<long> Records { get; } = [];

    public HashSet<long> Documents { get; } = [];

    public HashSet<long> Users { get; } = [];

    public HashSet<long> Groups { get; } = [];

    public HashSet<string> Emails { get; } = new(StringComparer.Ordinal);

    public HashSet<string> UserNames { get; } = new(StringComparer.Ordinal);

    public HashSet<NameId> Names { get; } = [];

    public HashSet<(long Directory, string Key)> GroupNames { get; } = [];

    public HashSet<(long Directory, string Key)> GroupExternalIds { get; } = [];

    public HashSet<Membership> Members { get; } = [];

    public HashSet<long> MembersOf { get; } = [];

    public HashSet<long> GroupsOf { get; } = [];

    public HashSet<long> RecordsOf { get; } = [];

    public HashSet<long> Removals { get; } = [];

    public HashSet<long> Brakes { get; } = [];

    public HashSet<long> UserTotals { get; } = [];

    public HashSet<HeldId> HeldOf { get; } = [];

    public HashSet<long> MemberCounts { get; } = [];

    public HashSet<CoveredId> Covered { get; } = [];

    /// <summary>Users whose grounds must be counted anew.</summary>
    public HashSet<long> Grounds { get; } = [];

    /// <summary>All covered users and groups.</summary>
    public bool AllCovered { get; private set; }

    /// <summary>The next users after a key, and how many; null where nobody asked.</summary>
    public (long After, int Limit)? Reach { get; private set; }

    /// <summary>How many of the queue's head to load.</summary>
    public int Queue { get; private set; }

    /// <summary>How many of those assigned last may lose their license.</summary>
    public int AssignedLast { get; private set; }

    public bool Any => Ids.Count + Records.Count + Documents.Count + Users.Count + Groups.Count + Emails.Count + UserNames.Count + Names.Count + GroupNames.Count
        + GroupExternalIds.Count + Members.Count + MembersOf.Count + GroupsOf.Count + RecordsOf.Count + Removals.Count + Brakes.Count + UserTotals.Count + HeldOf.Count + MemberCounts.Count + Queue + AssignedLast + Covered.Count + Grounds.Count > 0 || AllCovered || Reach is not null;

    public void Record(Guid id) => Add(Ids, id, sheet.Ids.Knows(id));

    public void Document(long record) => Add(Documents, record, sheet.Documents.Knows(record));

    public void User(long key) => Add(Users, key, sheet.Users.Knows(key));

    /// <summary>All users of a name.</summary>
    public void UsersNamed(string nameKey) => Add(UserNames, nameKey, sheet.UsersByName.Knows(nameKey));

    public void Group(long key) => Add(Groups, key, sheet.Groups.Knows(key));

    public void Name(long attribute, string? value)
    {
        if (value is not null)
        {
            Add(Names, new NameId(attribute, value), sheet.Names.Knows(new NameId(attribute, value)));
        }
    }

    public void Email(string? key)
    {
        if (key is not null)
        {
            Add(Emails, key, sheet.UsersByEmail.Knows(key));
        }
    }

    public void GroupName(long directory, string key) => Add(GroupNames, (directory, key), sheet.GroupsByName.Knows((directory, key)));

    public void GroupExternalId(long directory, string? key)
    {
        if (key is not null)
        {
            Add(GroupExternalIds, (directory, key), sheet.GroupsByExternalId.Knows((directory, key)));
        }
    }

    public void Member(long group, long member) => Add(Members, new Membership(group, member), sheet.Members.Knows(new Membership(group, member)));

    public void MembersOfGroup(long group) => Add(MembersOf, group, sheet.MembersOf.ContainsKey(group));

    public void GroupsOfMember(long member) => Add(GroupsOf, member, sheet.GroupsOf.ContainsKey(member));

    public void RecordByKey(long key) => Add(Records, key, sheet.Records.Knows(key));

    /// <summary>All records of a user.</summary>
    public void RecordsOfUser(long key) => Add(RecordsOf, key, sheet.RecordsOf.ContainsKey(key));

    /// <summary>How many users a directory has.</summary>
    public void UserTotal(long directory) => Add(UserTotals, directory, sheet.UsersOf.ContainsKey(directory));

    /// <summary>The brake of a directory.</summary>
    public void Brake(long directory) => Add(Brakes, directory, sheet.Brakes.Knows(directory));

    /// <summary>A request that the brake may hold already.</summary>
    public void Held(HeldId id) => Add(HeldOf, id, sheet.Held.Knows(id));

    /// <summary>How many members a group has.</summary>
    public void MemberCount(long group) => Add(MemberCounts, group, sheet.MemberCounts.ContainsKey(group));

    /// <summary>What must be put back where a user was removed by hand.</summary>
    public void Removal(long user) => Add(Removals, user, sheet.Removals.Knows(user));

    public void CoveredUser(long key) => Add(Covered, CoveredId.User(key), sheet.Covered.Knows(CoveredId.User(key)));

    public void CoveredGroup(long group) => Add(Covered, CoveredId.Group(group), sheet.Covered.Knows(CoveredId.Group(group)));

    public void GroundsOf(long user) => Add(Grounds, user, sheet.GroundsOf.ContainsKey(user));

    public void EveryCovered() => AllCovered = !sheet.KnowsAllCovered;

    public void ReachAfter(long key, int limit) => Reach = sheet.Reached is null ? (key, limit) : null;

    /// <summary>So many licenses may become free: as many addresses of the queue's head are needed, with all their users. Several of one address may wait, and take one license.</summary>
    public void Freed(int seats) => _freed += seats;

    /// <summary>So many of those assigned last may lose their license.</summary>
    public void TakenLast(int seats) => _taken += seats;

    /// <summary>Sums up what the operations of a round asked for.</summary>
    public void Complete()
    {
        Queue = sheet.QueueSuffices(_freed) ? 0 : Math.Max(_freed, sheet.QueueLoaded * 8);
        AssignedLast = sheet.AssignedLastLoaded >= _taken ? 0 : _taken;
        if (_freed + _taken > 0)
        {
            foreach (var user in sheet.Users.Present().Where(u => u.License != LicenseState.None))
            {
                Email(user.EmailKey);
            }
        }
    }

    private static void Add<T>(HashSet<T> wanted, T key, bool known)
    {
        if (!known)
        {
            wanted.Add(key);
        }
    }
}
