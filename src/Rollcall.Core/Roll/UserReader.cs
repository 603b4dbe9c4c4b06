using Rollcall.Core.Licensing;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Reads the User Directory of an account.</summary>
public static class UserReader
{
    /// <summary>The user of an id, also one who has gone; null where there never was one.</summary>
    public static ValueTask<UserRow?> FindAsync(Session session, long account, UserId id, CancellationToken ct) =>
        session.FirstAsync(UserReadTable.ById, [account, id.Value], UserTable.Read, ct);

    /// <summary>The user of a key; null where there is none.</summary>
    public static ValueTask<UserRow?> FindAsync(Session session, long account, RowKey key, CancellationToken ct) =>
        session.FirstAsync(UserReadTable.ByKey, [account, key.Value], UserTable.Read, ct);

    /// <summary>Users who are shown under a name, those who have gone last.</summary>
    public static async ValueTask<List<UserRow>> ByNameAsync(Session session, long account, string nameKey, CancellationToken ct) =>
        Ordered(await session.QueryAsync(UserReadTable.ByName, [account, nameKey], UserTable.Read, ct));

    /// <summary>Users of an address, those who have gone last.</summary>
    public static async ValueTask<List<UserRow>> ByEmailAsync(Session session, long account, string emailKey, CancellationToken ct) =>
        Ordered(await session.QueryAsync(UserReadTable.ByEmail, [account, emailKey], UserTable.Read, ct));

    /// <summary>A page in order of creation, after a key (0: from the first).</summary>
    public static ValueTask<List<UserRow>> PageAsync(Session session, long account, RowKey after, int limit, CancellationToken ct) =>
        session.QueryAsync(UserReadTable.Page, [account, after.Value, (long)limit], UserTable.Read, ct);

    /// <summary>Users whose name begins so.</summary>
    public static ValueTask<List<UserRow>> ByNamePrefixAsync(Session session, long account, string prefixKey, int limit, CancellationToken ct) =>
        session.QueryAsync(UserReadTable.NameRange, [account, prefixKey, prefixKey + '\uFFFF', (long)limit], UserTable.Read, ct);

    /// <summary>Groups that the user's records are in, by name.</summary>
    public static ValueTask<List<GroupRow>> GroupsAsync(Session session, long account, RowKey user, CancellationToken ct) =>
        session.QueryAsync(UserReadTable.Groups, [account, user.Value], GroupTable.Read, ct);

    /// <summary>The group of a key; null where there is none.</summary>
    public static ValueTask<GroupRow?> FindGroupAsync(Session session, long account, RowKey key, CancellationToken ct) =>
        session.FirstAsync(UserReadTable.GroupByKey, [account, key.Value], GroupTable.Read, ct);

    /// <summary>The groups that are meant by an id or a name: none, one, or several of one name.</summary>
    public static async ValueTask<List<GroupRow>> FindGroupsAsync(Session session, long account, string named, string nameKey, CancellationToken ct) =>
        Guid.TryParse(named, out var id)
            ? await session.QueryAsync(UserReadTable.GroupById, [account, id], GroupTable.Read, ct)
            : await session.QueryAsync(UserReadTable.GroupsByName, [account, nameKey], GroupTable.Read, ct);

    /// <summary>A page of groups in order of creation, with how many members each has.</summary>
    public static ValueTask<List<(GroupRow Group, long Members)>> GroupPageAsync(Session session, long account, RowKey after, int limit, CancellationToken ct) =>
        session.QueryAsync(UserReadTable.GroupPage, [account, after.Value, (long)limit], r => (GroupTable.Read(r), r.GetInt64(7)), ct);

    /// <summary>Addresses of more than one user, in order: duplicate sets (product rule 14).</summary>
    public static ValueTask<List<string>> SharedAddressesAsync(Session session, long account, string after, int limit, CancellationToken ct) =>
        session.QueryAsync(UserReadTable.Shared, [account, after, (long)limit], static r => r.GetString(0), ct);

    /// <summary>How many users the directory has.</summary>
    public static ValueTask<long> CountAsync(Session session, long account, CancellationToken ct) => session.NumberAsync(UserReadTable.Count, [account], ct);

    /// <summary>The account's pool, or null where none was bought.</summary>
    public static ValueTask<PoolRow?> PoolAsync(Session session, long account, CancellationToken ct) =>
        session.FirstAsync(PoolTable.Fetch, [account], PoolTable.Read, ct);

    /// <summary>How many users wait for a license.</summary>
    public static ValueTask<long> WaitingAsync(Session session, long account, CancellationToken ct) => session.NumberAsync(UserReadTable.Waiting, [account], ct);

    /// <summary>A waiting user's place in the queue, from 1; null where he does not wait.</summary>
    public static async ValueTask<int?> PlaceAsync(Session session, UserRow user, CancellationToken ct) => user.License != LicenseState.Waiting
        ? null
        : 1 + (int)await session.NumberAsync(UserReadTable.Ahead, [user.Account, user.QueueRank, Micros.Of(user.EligibleSince), user.Key], ct);

    /// <summary>The license state to show: the stored one and the clock's part.</summary>
    public static LicenseReason ShownLicense(UserRow user, PoolRow? pool, DateTimeOffset now) =>
        LicenseView.Of(user.License, user.Reason, pool is null || TermsOf(pool).InForce(now));

    /// <summary>The pool as the pure rooms look at it.</summary>
    public static PoolTerms TermsOf(PoolRow pool) => new((int)pool.Total, pool.Starts, pool.Ends, pool.Policy);

    private static List<UserRow> Ordered(List<UserRow> users) => [.. users.OrderBy(u => u.State == RecordState.Deleted)];
}
