using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Whom the license policy covers. A user's row counts his grounds, so that nobody is looked up when he changes (docs/adr/0017-grounds-are-counted.md).</summary>
internal static class Coverage
{
    /// <summary>Members of covered groups that one operation settles at once; past it the policy is carried out anew, in slices.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Whether the policy that has reached the user covers him.</summary>
    public static bool Covers(PoolRow pool, UserRow user) =>
        (user.PolicySeen == pool.PolicyVersion ? pool.Policy : pool.PolicyBefore) == LicensePolicy.All || user.Grounds > 0;

    /// <summary>A new user, who is in no group yet.</summary>
    public static UserRow Begin(PoolRow pool, UserRow user) => Count(pool, user, default);

    /// <summary>The user with the grounds that he has by himself and by his groups, and that of his system group.</summary>
    public static UserRow Count(PoolRow pool, UserRow user, Grounds own)
    {
        var (count, favored) = (own.Count + Bit(pool.Systems, user.LedBy), own.Favored + Bit(pool.FavoredSystems, user.LedBy));
        return user with { Grounds = count, Favors = favored, QueueRank = favored > 0 ? 0 : 1, PolicySeen = pool.PolicyVersion };
    }

    /// <summary>A user whom another record leads from now on: what covers him is himself, its directory's kind, and the groups that it is in.</summary>
    /// <param name="sheet">What is known.</param>
    /// <param name="user">The user as he is to be.</param>
    /// <param name="groups">Keys in the User Directory of the record's groups; none for a new record.</param>
    public static UserRow Led(Sheet sheet, UserRow user, params IEnumerable<long> groups)
    {
        var marks = groups.Select(CoveredId.Group).Where(_ => sheet.Pool.CoveredGroups > 0).Append(CoveredId.User(user.Key)).Select(sheet.Covered.Find).OfType<CoveredMark>().ToList();
        return Count(sheet.Pool, user, new Grounds(marks.Count, marks.Count(m => m.Priority)));
    }

    /// <summary>Asks what a change of a group's members needs: nothing where no group is covered.</summary>
    /// <param name="sheet">What is known.</param>
    /// <param name="wants">What is asked for.</param>
    /// <param name="group">The group's key in the User Directory.</param>
    /// <param name="members">Keys of records that may come or go.</param>
    public static void Want(Sheet sheet, Wants wants, long group, IReadOnlyCollection<long> members)
    {
        if (sheet.Pool.CoveredGroups == 0)
        {
            return;
        }

        wants.CoveredGroup(group);
        if (members.Count > MostAtOnce || !sheet.Covered.Knows(CoveredId.Group(group)) || sheet.Covered.Find(CoveredId.Group(group)) is null)
        {
            return;
        }

        foreach (var member in members)
        {
            wants.RecordByKey(member);
            if (sheet.Records.Knows(member) && sheet.Records.Find(member) is { Type: RecordType.User } record)
            {
                WantUser(sheet, wants, record.OwnerKey);
            }
        }
    }

    /// <summary>Settles the licenses of those who came into a group and of those who left it.</summary>
    /// <param name="sheet">What is known.</param>
    /// <param name="licenses">Of the change at work.</param>
    /// <param name="group">The group's key in the User Directory.</param>
    /// <param name="asked">What <see cref="Want"/> was asked for.</param>
    /// <param name="members">Who came and who went.</param>
    public static void Moved(Sheet sheet, Licenses licenses, long group, IReadOnlyCollection<long> asked, Journal.MemberDelta members)
    {
        if (sheet.Pool.CoveredGroups == 0 || members.Added.Count + members.Removed.Count == 0 || sheet.Covered.Find(CoveredId.Group(group)) is not { } mark)
        {
            return;
        }

        if (asked.Count > MostAtOnce)
        {
            CarryOutAnew(sheet);
            return;
        }

        Step(sheet, licenses, members.Removed, -1, mark);
        Step(sheet, licenses, members.Added, 1, mark);
    }

    /// <summary>Asks whether the groups that a user leaves are covered.</summary>
    public static void WantGroups(Sheet sheet, Wants wants, IEnumerable<long> groups)
    {
        if (sheet.Pool.CoveredGroups > 0)
        {
            foreach (var group in groups)
            {
                wants.CoveredGroup(group);
            }
        }
    }

    /// <summary>The user without the grounds of the groups that he leaves.</summary>
    public static UserRow Without(Sheet sheet, UserRow user, IEnumerable<long> groups)
    {
        if (sheet.Pool.CoveredGroups == 0 || user.PolicySeen != sheet.Pool.PolicyVersion)
        {
            return user;
        }

        var marks = groups.Select(g => sheet.Covered.Find(CoveredId.Group(g))).OfType<CoveredMark>().ToList();
        return Stepped(user, -marks.Count, -marks.Count(m => m.Priority));
    }

    /// <summary>Has the present policy reach every user again: its groups have changed by more than one operation settles.</summary>
    public static void CarryOutAnew(Sheet sheet)
    {
        var pool = sheet.Pool;
        var before = pool is { Keeps: true, PolicyBefore: LicensePolicy.All } ? LicensePolicy.All : pool.Policy;
        sheet.Pools.Put(0, pool with { PolicyBefore = before, PolicyVersion = pool.PolicyVersion + 1, Sweep = 0, SweepAt = sheet.Grant.At });
    }

    private static void WantUser(Sheet sheet, Wants wants, long key)
    {
        wants.User(key);
        if (sheet.Users.Knows(key))
        {
            wants.Email(sheet.Users.Find(key)?.EmailKey);
            wants.Freed(1);
        }
    }

    /// <summary>One whom the present policy has not reached is counted when it does; a parked record's groups cover nobody.</summary>
    private static void Step(Sheet sheet, Licenses licenses, IReadOnlyList<long> members, int step, CoveredMark mark)
    {
        foreach (var member in members)
        {
            if (sheet.Records.Find(member) is { Type: RecordType.User } record && sheet.Users.Find(record.OwnerKey) is { } user && user.LeadRecord == record.Key && user.PolicySeen == sheet.Pool.PolicyVersion)
            {
                licenses.Settle(user, Stepped(user, step, mark.Priority ? step : 0));
            }
        }
    }

    private static UserRow Stepped(UserRow user, int grounds, int favors)
    {
        var favored = user.Favors + favors;
        return user with { Grounds = user.Grounds + grounds, Favors = favored, QueueRank = favored > 0 ? 0 : 1 };
    }

    private static long Bit(long systems, DirectoryKind kind) => (systems >> (int)kind) & 1;
}
