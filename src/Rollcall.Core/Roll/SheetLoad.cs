using System.Data.Common;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Fills a sheet with what is wanted, in one round trip where the engine has round trips.</summary>
internal static class SheetLoad
{
    /// <summary>The pool, which every batch needs.</summary>
    public static async ValueTask PoolAsync(Session session, Sheet sheet, CancellationToken ct) =>
        sheet.Pools.Load(0, await session.FirstAsync(PoolTable.Fetch, [sheet.Grant.Account], PoolTable.Read, ct));

    public static async ValueTask FillAsync(Session session, Sheet sheet, Wants wants, CancellationToken ct)
    {
        NoteAbsence(sheet, wants);
        await session.RunAsync(Steps(sheet, wants), ct);
        if (wants.Queue > 0)
        {
            sheet.KnowQueue(await QueueAsync(session, sheet, UserTable.Queue, wants.Queue, ct), wants.Queue);
        }

        if (wants.AssignedLast > 0)
        {
            await QueueAsync(session, sheet, UserTable.AssignedLast, wants.AssignedLast, ct);
            sheet.AssignedLastLoaded = wants.AssignedLast;
        }

        await PolicyAsync(session, sheet, wants, ct);
        await BrakesAsync(session, sheet, wants, ct);
    }

    /// <summary>Sums that only requests look at that take something away.</summary>
    private static async ValueTask BrakesAsync(Session session, Sheet sheet, Wants wants, CancellationToken ct)
    {
        foreach (var directory in wants.UserTotals)
        {
            sheet.UsersOf[directory] = await session.NumberAsync(RecordReadTable.Total, [sheet.Grant.Account, directory, (long)RecordType.User], ct);
        }

        foreach (var group in wants.MemberCounts)
        {
            sheet.MemberCounts[group] = await session.NumberAsync(MemberTable.Count, [sheet.Grant.Account, group], ct);
        }
    }

    /// <summary>What only a policy that is changed or carried out looks at.</summary>
    private static async ValueTask PolicyAsync(Session session, Sheet sheet, Wants wants, CancellationToken ct)
    {
        if (wants.AllCovered)
        {
            foreach (var (id, mark) in await session.QueryAsync(CoveredTable.All, [sheet.Grant.Account], CoveredTable.Read, ct))
            {
                sheet.Covered.Load(id, mark);
            }

            sheet.KnowsAllCovered = true;
        }

        if (wants.Reach is var (after, limit))
        {
            sheet.Reached = [];
            foreach (var user in await session.QueryAsync(CoveredTable.Reach, [sheet.Grant.Account, after, (long)limit], UserTable.Read, ct))
            {
                Load(sheet, user);
                sheet.Reached.Add(user.Key);
            }
        }

        if (wants.Grounds.Count > 0)
        {
            Each(wants.Grounds, user => sheet.GroundsOf[user] = default);
            foreach (var (user, grounds) in await session.QueryAsync(
                CoveredTable.Grounds, [sheet.Grant.Account, Value.Set(wants.Grounds)], r => (r.GetInt64(0), new Grounds(r.GetInt64(1), r.GetInt64(2))), ct))
            {
                sheet.GroundsOf[user] = grounds;
            }
        }
    }

    private static async ValueTask<List<UserRow>> QueueAsync(Session session, Sheet sheet, Sql sql, int limit, CancellationToken ct)
    {
        var head = await session.QueryAsync(sql, [sheet.Grant.Account, (long)limit], UserTable.Read, ct);
        head.ForEach(user => Load(sheet, user));
        return head;
    }

    private static List<Step> Steps(Sheet sheet, Wants wants)
    {
        var account = sheet.Grant.Account;
        void Record(DbDataReader r) => Load(sheet, RecordTable.Read(r));
        void User(DbDataReader r) => Load(sheet, UserTable.Read(r));
        List<Step> steps =
        [
            new(RecordTable.ById, [.. wants.Ids.Select(id => (Value[])[account, id])], Record),
            new(RecordTable.ByKey, [.. wants.Records.Select(key => (Value[])[account, key])], Record),
            new(RecordTable.ByOwner, [.. wants.RecordsOf.Select(key => (Value[])[account, key])], r =>
            {
                var record = RecordTable.Read(r);
                Load(sheet, record);
                sheet.RecordsOf[record.OwnerKey].Add(record.Key);
            }),
            new(RemovalTable.ByKey, [.. wants.Removals.Select(key => (Value[])[account, key])], r => sheet.Removals.Load(r.GetInt64(1), RemovalTable.Read(r))),
            new(BrakeTable.ByKey, [.. wants.Brakes.Select(key => (Value[])[account, key])], r => sheet.Brakes.Load(r.GetInt64(1), BrakeTable.Read(r))),
            new(BrakeTable.HeldById, [.. wants.HeldOf.Select(h => (Value[])[account, h.Directory, (long)h.Kind, h.Record])], r => sheet.Held.Load(new HeldId(r.GetInt64(2), (LossKind)r.GetInt64(3), r.GetInt64(4)), BrakeTable.ReadHeld(r))),
            new(RecordTable.ByGroupName, [.. wants.GroupNames.Select(n => (Value[])[account, n.Directory, n.Key])], Record),
            new(RecordTable.ByGroupExternalId, [.. wants.GroupExternalIds.Select(n => (Value[])[account, n.Directory, n.Key])], Record),
            new(RecordTable.Documents, [.. wants.Documents.Select(key => (Value[])[account, key])], r => sheet.Documents.Load(r.GetInt64(1), r.BytesOrNull(2))),
            new(NameTable.Fetch, [.. wants.Names.Select(n => (Value[])[account, n.Attribute, n.Value])], r => sheet.Names.Load(NameTable.Read(r).Name, NameTable.Read(r).Row)),
            new(UserTable.ByKey, [.. wants.Users.Select(key => (Value[])[account, key])], User),
            new(UserTable.ByName, [.. wants.UserNames.Select(name => (Value[])[account, name])], User),
            new(UserTable.ByEmail, [.. wants.Emails.Select(key => (Value[])[account, key])], User),
            new(GroupTable.ByKey, [.. wants.Groups.Select(key => (Value[])[account, key])], r => sheet.Groups.Load(r.GetInt64(1), GroupTable.Read(r))),
            new(CoveredTable.Fetch, [.. wants.Covered.Select(c => (Value[])[account, c.Kind, c.Key])], r => sheet.Covered.Load(CoveredTable.Read(r).Id, CoveredTable.Read(r).Mark)),
            new(MemberTable.Fetch, [.. wants.Members.Select(m => (Value[])[account, m.Group, m.Member])], r => LoadMember(sheet, r)),
            new(MemberTable.OfGroup, [.. wants.MembersOf.Select(key => (Value[])[account, key])], r => ((List<long>)sheet.MembersOf[LoadMember(sheet, r).Group]).Add(r.GetInt64(2))),
            new(MemberTable.OfMember, [.. wants.GroupsOf.Select(key => (Value[])[account, key])], r => ((List<long>)sheet.GroupsOf[LoadMember(sheet, r).Member]).Add(r.GetInt64(1))),
        ];
        return steps;
    }

    private static void NoteAbsence(Sheet sheet, Wants wants)
    {
        Each(wants.Ids, id => sheet.Ids.Load(id, null));
        Each(wants.Records, key => sheet.Records.Load(key, null));
        Each(wants.Documents, key => sheet.Documents.Load(key, null));
        Each(wants.Names, name => sheet.Names.Load(name, null));
        Each(wants.Users, key => sheet.Users.Load(key, null));
        Each(wants.Groups, key => sheet.Groups.Load(key, null));
        Each(wants.Members, member => sheet.Members.Load(member, null));
        Each(wants.Covered, id => sheet.Covered.Load(id, null));
        Each(wants.Emails, sheet.UsersByEmail.Known);
        Each(wants.UserNames, sheet.UsersByName.Known);
        Each(wants.GroupNames, sheet.GroupsByName.Known);
        Each(wants.GroupExternalIds, sheet.GroupsByExternalId.Known);
        Each(wants.MembersOf, key => sheet.MembersOf[key] = new List<long>());
        Each(wants.Brakes, key => sheet.Brakes.Load(key, null));
        Each(wants.HeldOf, id => sheet.Held.Load(id, null));
        Each(wants.Removals, key => sheet.Removals.Load(key, null));
        Each(wants.RecordsOf, key => sheet.RecordsOf[key] = []);
        Each(wants.GroupsOf, key => sheet.GroupsOf[key] = new List<long>());
    }

    private static void Load(Sheet sheet, RecordRow row)
    {
        sheet.Ids.Load(row.Id, new RecordKey(row.Key));
        sheet.Records.Load(row.Key, row);
        if (row.DisplayKey is { } name)
        {
            sheet.GroupsByName.Add((row.Directory, name), row.Key);
        }

        if (row.ExternalId is { } external)
        {
            sheet.GroupsByExternalId.Add((row.Directory, external), row.Key);
        }
    }

    private static void Load(Sheet sheet, UserRow row)
    {
        sheet.Users.Load(row.Key, row);
        sheet.UsersByName.Add(row.NameKey, row.Key);
        if (row.EmailKey is { } email)
        {
            sheet.UsersByEmail.Add(email, row.Key);
        }
    }

    private static Membership LoadMember(Sheet sheet, DbDataReader r)
    {
        var membership = MemberTable.Read(r);
        sheet.Members.Load(membership, new MembershipMark(r.GetInt64(3)));
        return membership;
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> act)
    {
        foreach (var item in items)
        {
            act(item);
        }
    }
}
