using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.People;
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

/// <summary>The User Directory.</summary>
internal static class UserRoutes
{
    private static readonly ProblemResult NoUser = Refusals.Missing(
        "user-unknown", "The account has no such user.", "Name him by id, user name or address; 'rollcall why' says why one is not here.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapGet("/accounts/{account}/users", ListAsync).WithMetadata(read).WithName("listUsers")
            .WithSummary("The User Directory, page by page; with q those of an address or whose user name begins so.");
        api.MapGet("/accounts/{account}/users/{user}", ShowAsync).WithMetadata(read).WithName("getUser").WithSummary("One user, by id, user name or address.");
        api.MapPost("/accounts/{account}/users/{user}/block", BlockAsync).WithMetadata(administer).WithName("blockUser").WithSummary("Takes license and sessions at once; pushes do not undo it.");
        api.MapPost("/accounts/{account}/users/{user}/unblock", UnblockAsync).WithMetadata(administer).WithName("unblockUser").WithSummary("Lifts a block.");
        api.MapPost("/accounts/{account}/users/{user}/give-back", GiveBackAsync).WithMetadata(administer).WithName("giveBackUser")
            .WithSummary("Lets a parked record of an LDAP or builtin directory lead: of a leaver, or of one whom SCIM is to lead no more.");
        api.MapGet("/accounts/{account}/groups", GroupsAsync).WithMetadata(read).WithName("listGroups").WithSummary("The groups, page by page.");
    }

    private static async Task<Results<Ok<UserPage>, ProblemResult>> ListAsync(
        Visit visit, Store store, TimeProvider time, string? q, string? after, int? limit, CancellationToken ct)
    {
        if (Paging.Read(after, limit, 100, out var paging) is { } wrong)
        {
            return wrong;
        }

        var account = visit.Account.Number;
        var (rows, pool) = await store.ReadAsync(async (s, c) => (await RowsAsync(s, account, q, paging, c), await UserReader.PoolAsync(s, account, c)), ct);
        var now = time.GetUtcNow();
        var shown = rows.Where(static row => row.State != RecordState.Deleted).Select(row => UserShapes.Of(row, pool, now)).ToList();
        return TypedResults.Ok(new UserPage(shown, string.IsNullOrEmpty(q) ? paging.Next(rows.Count, rows.Count == 0 ? 0 : rows[^1].Key) : null));
    }

    private static async ValueTask<List<UserRow>> RowsAsync(Session session, long account, string? q, Paging paging, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return await UserReader.PageAsync(session, account, new RowKey(paging.After), paging.Limit, ct);
        }

        var addressed = Address.Parse(q) is { } address ? await UserReader.ByEmailAsync(session, account, address.Key, ct) : [];
        var named = await UserReader.ByNamePrefixAsync(session, account, ScimText.CaseKey(q.Trim()), paging.Limit, ct);
        return [.. addressed.Concat(named).DistinctBy(static row => row.Key).Take(paging.Limit)];
    }

    private static async Task<Results<Ok<UserDetail>, ProblemResult>> ShowAsync(string user, Visit visit, Store store, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        var detail = await store.SnapshotAsync(
            async (s, c) => await FindAsync(s, account, user, c) is { } row
                ? new UserDetail(
                    UserShapes.Of(row, await UserReader.PoolAsync(s, account, c), time.GetUtcNow()),
                    await UserReader.PlaceAsync(s, row, c),
                    [.. (await UserReader.GroupsAsync(s, account, new RowKey(row.Key), c)).Select(static group => group.Name)],
                    await UserSources.ReadAsync(s, row, c))
                : null,
            ct);
        return detail is null ? NoUser : TypedResults.Ok(detail);
    }

    private static Task<Results<Ok<UserView>, ProblemResult>> BlockAsync(string user, Visit visit, Store store, Registrar registrar, TimeProvider time, CancellationToken ct) =>
        SetBlockAsync(user, true, visit, store, registrar, time, ct);

    private static Task<Results<Ok<UserView>, ProblemResult>> UnblockAsync(string user, Visit visit, Store store, Registrar registrar, TimeProvider time, CancellationToken ct) =>
        SetBlockAsync(user, false, visit, store, registrar, time, ct);

    private static async Task<Results<Ok<UserView>, ProblemResult>> SetBlockAsync(
        string user, bool blocked, Visit visit, Store store, Registrar registrar, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        if (await store.ReadAsync((s, c) => FindAsync(s, account, user, c), ct) is not { } row)
        {
            return NoUser;
        }

        var outcome = await registrar.ApplyAsync(account, new BlockUser { Origin = visit.Origin(200), User = row.Key, Blocked = blocked });
        if (outcome is not Outcome.UserChanged changed)
        {
            return NoUser;
        }

        var pool = await store.ReadAsync((s, c) => UserReader.PoolAsync(s, account, c), ct);
        return TypedResults.Ok(UserShapes.Of(changed.User, pool, time.GetUtcNow()));
    }

    private static async Task<Results<Ok<UserView>, ProblemResult>> GiveBackAsync(
        string user, Visit visit, Store store, Registrar registrar, DirectoryRegister directories, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        if (await store.ReadAsync((s, c) => FindAsync(s, account, user, c), ct) is not { } row)
        {
            return NoUser;
        }

        var kinds = (await directories.ListAsync(account, ct)).Where(static d => d.Kind != DirectoryKind.Scim).ToDictionary(static d => d.Key.Value, static d => d.Kind);
        var outcome = await registrar.ApplyAsync(account, new GiveBackUser { Origin = visit.Origin(200), User = row.Key, Kinds = kinds, Facts = LdapRecords.FactsOf });
        if (outcome is not Outcome.UserChanged changed)
        {
            return new ProblemResult(409, "nothing-parked", $"No other record of '{row.UserName}' lies parked.", "'rollcall user show' lists the directories that know him.");
        }

        var pool = await store.ReadAsync((s, c) => UserReader.PoolAsync(s, account, c), ct);
        return TypedResults.Ok(UserShapes.Of(changed.User, pool, time.GetUtcNow()));
    }

    private static async Task<Results<Ok<GroupPage>, ProblemResult>> GroupsAsync(Visit visit, Store store, string? after, int? limit, CancellationToken ct)
    {
        if (Paging.Read(after, limit, 100, out var paging) is { } wrong)
        {
            return wrong;
        }

        var rows = await store.ReadAsync((s, c) => UserReader.GroupPageAsync(s, visit.Account.Number, new RowKey(paging.After), paging.Limit, c), ct);
        return TypedResults.Ok(new GroupPage([.. rows.Select(static row => UserShapes.Of(row.Group, row.Members))], paging.Next(rows.Count, rows.Count == 0 ? 0 : rows[^1].Group.Key)));
    }

    /// <summary>By id, then by the name shown, then by address; of several one who is here.</summary>
    public static async ValueTask<UserRow?> FindAsync(Session session, long account, string text, CancellationToken ct)
    {
        if (Guid.TryParse(text, out var id) && await UserReader.FindAsync(session, account, new UserId(id), ct) is { State: not RecordState.Deleted } known)
        {
            return known;
        }

        var named = await UserReader.ByNameAsync(session, account, ScimText.CaseKey(text), ct);
        var addressed = named.Count == 0 && Address.Parse(text) is { } address ? await UserReader.ByEmailAsync(session, account, address.Key, ct) : [];
        return named.Concat(addressed).FirstOrDefault(static row => row.State != RecordState.Deleted);
    }
}
