using Rollcall.Core.Licensing;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Reads whom licenses cover, and what another policy or total would do.</summary>
public static class PolicyReader
{
    private const int Page = 1000;

    /// <summary>Users and groups that the policy names, users first.</summary>
    public static async ValueTask<List<CoveredName>> NamesAsync(Session session, long account, CancellationToken ct) =>
    [
        .. await session.QueryAsync(CoveredTable.NamedUsers, [account], static r => CoveredTable.ReadName(r, isUser: true), ct),
        .. await session.QueryAsync(CoveredTable.NamedGroups, [account], static r => CoveredTable.ReadName(r, isUser: false), ct),
    ];

    /// <summary>Accounts in which a policy or a total is not carried out yet.</summary>
    public static ValueTask<List<long>> UnfinishedAsync(Session session, CancellationToken ct) => session.QueryAsync(PoolTable.Unfinished, [], static r => r.GetInt64(0), ct);

    /// <summary>What a policy and a total would change, for the users whose license would be another.</summary>
    /// <param name="session">A snapshot: all is read at one moment.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="policy">The policy to look at, or null for the present one.</param>
    /// <param name="total">The total to look at, or null for the present one.</param>
    /// <param name="now">The moment of the question.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async ValueTask<PolicyPreview> PreviewAsync(Session session, long account, SetPolicy? policy, int? total, DateTimeOffset now, CancellationToken ct)
    {
        var pool = await UserReader.PoolAsync(session, account, ct);
        var standing = pool ?? new PoolRow { Account = account, Key = 0, Total = 0, Wanted = 0, Assigned = 0, Policy = LicensePolicy.All, Epoch = 0 };
        var users = await UsersAsync(session, account, ct);
        var after = policy is null ? null : await CoverAsync(session, account, policy, users, ct);
        var book = users.Values.Select(u => u.AsEntry(Coverage.Covers(standing, u))).ToList();
        var then = WhatIf.Of(book, u => after?.Invoke(u) ?? u, total ?? (int)standing.Total, now);
        return PolicyPreview.Of(users, then, standing, total ?? standing.Total);
    }

    private static async ValueTask<Dictionary<RowKey, UserRow>> UsersAsync(Session session, long account, CancellationToken ct)
    {
        var users = new Dictionary<RowKey, UserRow>();
        for (var last = new RowKey(0); ;)
        {
            var page = await UserReader.PageAsync(session, account, last, Page, ct);
            page.ForEach(u => users.Add(new RowKey(u.Key), u));
            if (page.Count < Page)
            {
                return users;
            }

            last = new RowKey(page[^1].Key);
        }
    }

    private static async ValueTask<Func<LicenseUser, LicenseUser>> CoverAsync(Session session, long account, SetPolicy policy, Dictionary<RowKey, UserRow> users, CancellationToken ct)
    {
        var (covered, favored) = (new HashSet<long>(), new HashSet<long>());
        foreach (var (subject, priority) in policy.Selected)
        {
            var keys = subject.IsUser ? [subject.Key] : await session.QueryAsync(CoveredTable.UsersOfGroup, [account, subject.Key], static r => r.GetInt64(0), ct);
            covered.UnionWith(keys);
            if (priority)
            {
                favored.UnionWith(keys);
            }
        }

        bool IsOf(long systems, LicenseUser u) => (systems >> (int)users[u.Key].LedBy & 1) == 1;
        return u => u with
        {
            Covered = policy.Policy == LicensePolicy.All || covered.Contains(u.Key.Value) || IsOf(policy.Systems, u),
            Priority = favored.Contains(u.Key.Value) || IsOf(policy.FavoredSystems & policy.Systems, u),
        };
    }
}
