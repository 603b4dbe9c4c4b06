using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>A wish for a license policy, with its names looked up; or the reason why it cannot be read.</summary>
internal readonly record struct PolicyReading(SetPolicy? Decision, ProblemResult? Refused)
{
    /// <summary>The system groups by their names on the wire.</summary>
    public static IReadOnlyDictionary<string, DirectoryKind> Systems { get; } =
        new SortedDictionary<string, DirectoryKind>(StringComparer.Ordinal) { ["builtin"] = DirectoryKind.Builtin, ["ldap"] = DirectoryKind.Ldap, ["scim"] = DirectoryKind.Scim };

    public static async ValueTask<PolicyReading> ReadAsync(PolicyWish wish, Visit visit, Store store, CancellationToken ct)
    {
        if (wish.Policy is not ("all" or "selected"))
        {
            return Refuse(Refusals.NotAllowed("policy", wish.Policy, "'all' or 'selected'"));
        }

        var (users, groups, systems) = (wish.Users ?? [], wish.Groups ?? [], wish.SystemGroups ?? []);
        if (users.Count + groups.Count > SetPolicy.Most)
        {
            return Refuse(new ProblemResult(400, "policyTooLong", $"A policy names {SetPolicy.Most} users and groups at the most; this one names {users.Count + groups.Count}.", "Put the users in a group, and name the group."));
        }

        if (systems.FirstOrDefault(s => !Systems.ContainsKey(s.Name)) is { } unknown)
        {
            return Refuse(Refusals.NotAllowed("systemGroups", unknown.Name, "'scim', 'ldap' or 'builtin'"));
        }

        var selected = new Dictionary<CoveredId, bool>();
        var refused = await store.SnapshotAsync(
            async (s, c) => await UsersAsync(users, selected, s, visit.Account.Number, c) ?? await GroupsAsync(groups, selected, s, visit.Account.Number, c), ct);
        return refused is not null ? Refuse(refused) : new PolicyReading(new SetPolicy
        {
            Origin = visit.Origin(200),
            Version = wish.Version,
            Policy = wish.Policy == "all" ? LicensePolicy.All : LicensePolicy.Selected,
            Selected = selected,
            Systems = Mask(systems),
            FavoredSystems = Mask(systems.Where(s => s.Priority)),
        }, null);
    }

    private static async ValueTask<ProblemResult?> UsersAsync(IReadOnlyList<CoveredEntry> users, Dictionary<CoveredId, bool> selected, Session session, long account, CancellationToken ct)
    {
        foreach (var user in users)
        {
            if (await UserRoutes.FindAsync(session, account, Named(user), ct) is not { } row)
            {
                return Refusals.Missing("user-unknown", $"The account has no user '{Named(user)}'.", "Name users by id, user name or address; nothing was changed.");
            }

            selected[CoveredId.User(row.Key)] = user.Priority;
        }

        return null;
    }

    private static async ValueTask<ProblemResult?> GroupsAsync(IReadOnlyList<CoveredEntry> groups, Dictionary<CoveredId, bool> selected, Session session, long account, CancellationToken ct)
    {
        foreach (var group in groups)
        {
            switch (await UserReader.FindGroupsAsync(session, account, Named(group), ScimText.CaseKey(Named(group)), ct))
            {
                case [var one]:
                    selected[CoveredId.Group(one.Key)] = group.Priority;
                    break;
                case []:
                    return Refusals.Missing("group-unknown", $"The account has no group '{Named(group)}'.", "'rollcall group list' shows the groups; nothing was changed.");
                case var several:
                    return new ProblemResult(409, "group-ambiguous", $"{several.Count} groups are named '{Named(group)}'.", "Name the group by its id, which 'rollcall group list' shows; nothing was changed.");
            }
        }

        return null;
    }

    private static string Named(CoveredEntry entry) => entry.Id ?? entry.Name ?? "";

    private static long Mask(IEnumerable<CoveredSystem> systems) => systems.Aggregate(0L, (mask, s) => mask | (1L << (int)Systems[s.Name]));

    private static PolicyReading Refuse(ProblemResult refusal) => new(null, refusal);
}
