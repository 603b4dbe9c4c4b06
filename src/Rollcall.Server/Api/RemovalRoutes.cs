using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Users removed by hand, and put back (product rules 14 and 22).</summary>
internal static class RemovalRoutes
{
    private static readonly ProblemResult NoUser = Refusals.Missing("user-unknown", "The account has no such user.", "Name him by id, user name or address.");

    private static readonly ProblemResult NothingToUndo = new(
        404, "nothing-to-undo", "There is no removal of such a user that could be undone.", "Name him by the id that the removal said; after 30 days it is final, and the identity provider must send him anew.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var administer = new Demand.InAccount(Right.Administer);
        api.MapDelete("/accounts/{account}/users/{user}", RemoveAsync).WithMetadata(administer).WithName("deleteUser")
            .WithSummary("Removes a user who is active at no source any more, with all his records; undoable for 30 days. With preview=true nothing is changed.");
        api.MapPost("/accounts/{account}/users/{user}/undelete", RestoreAsync).WithMetadata(administer).WithName("undeleteUser")
            .WithSummary("Undoes a removal: the user and his records are there again under the same ids.");
    }

    private static async Task<Results<Ok<RemovalView>, ProblemResult>> RemoveAsync(
        string user, bool? preview, Visit visit, Store store, Registrar registrar, DirectoryRegister directories, AccountCatalogs catalogs, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        var rows = await directories.ListAsync(account, ct);
        var (row, view) = await store.SnapshotAsync(
            async (s, c) => await UserRoutes.FindAsync(s, account, user, c) is { } found ? (found, await ViewAsync(s, found, rows, time.GetUtcNow(), c)) : ((UserRow?)null, (RemovalView?)null), ct);
        if (row is null)
        {
            return NoUser;
        }

        if (await store.ReadAsync((s, c) => StandsAtAsync(s, row, rows, c), ct) is { } source)
        {
            return new ProblemResult(
                409, "active-at-source", $"{row.UserName} is active in '{source}', which would bring him back.", "Unassign, disable or remove him there first; 'rollcall user block' takes his license at once meanwhile.");
        }

        if (preview == true)
        {
            return TypedResults.Ok(view!);
        }

        var outcome = await registrar.ApplyAsync(account, new RemoveUser { Origin = visit.Origin(200), User = row.Key, Kinds = Kinds(rows), Facts = await FactsAsync(visit, catalogs, ct) });
        return outcome is Outcome.UserChanged
            ? TypedResults.Ok(view! with { Preview = false, UndoableUntil = time.GetUtcNow() + RemoveUser.Undoable })
            : new ProblemResult(409, "changed-meanwhile", "The user has changed meanwhile.", "Look again, and decide anew.");
    }

    private static async Task<Results<Ok<UserView>, ProblemResult>> RestoreAsync(
        string user, Visit visit, Store store, Registrar registrar, DirectoryRegister directories, AccountCatalogs catalogs, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        if (!Guid.TryParse(user, out var id) || await store.ReadAsync((s, c) => UserReader.FindAsync(s, account, new UserId(id), c), ct) is not { State: RecordState.Deleted } row)
        {
            return NothingToUndo;
        }

        var rows = await directories.ListAsync(account, ct);
        switch (await registrar.ApplyAsync(account, new RestoreUser { Origin = visit.Origin(200), User = row.Key, Kinds = Kinds(rows), Facts = await FactsAsync(visit, catalogs, ct) }))
        {
            case Outcome.UserChanged changed:
                var pool = await store.ReadAsync((s, c) => UserReader.PoolAsync(s, account, c), ct);
                return TypedResults.Ok(UserShapes.Of(changed.User, pool, time.GetUtcNow()));
            case Outcome.Taken taken:
                return new ProblemResult(409, "name-taken", $"Another user has the {taken.Attribute} by now.", "Rename or remove that one first, or leave this one removed.");
            default:
                return NothingToUndo;
        }
    }

    /// <summary>The label of a directory that has him active and would bring him back, or null: SCIM where it leads, LDAP also parked.</summary>
    private static async ValueTask<string?> StandsAtAsync(Session session, UserRow row, List<DirectoryRow> directories, CancellationToken ct)
    {
        var active = (await RecordReader.OfOwnerAsync(session, row.Account, row.Key, ct)).Where(static r => r.Head is { Active: true, State: not RecordState.Deleted });
        return active.Select(r => (Head: r.Head, Directory: directories.Find(d => d.Key.Value == r.Head.Directory)))
            .FirstOrDefault(r => r.Directory?.Kind == DirectoryKind.Ldap || (r.Directory?.Kind == DirectoryKind.Scim && r.Head.Key == row.LeadRecord)).Directory?.Label;
    }

    private static async ValueTask<RemovalView> ViewAsync(Session session, UserRow row, List<DirectoryRow> directories, DateTimeOffset now, CancellationToken ct)
    {
        var records = await RecordReader.OfOwnerAsync(session, row.Account, row.Key, ct);
        return new RemovalView(
            UserShapes.Of(row, await UserReader.PoolAsync(session, row.Account, ct), now),
            [.. records.Where(static r => r.Head.State != RecordState.Deleted).Select(r => directories.Find(d => d.Key.Value == r.Head.Directory)?.Label ?? "(gone)")],
            [.. (await UserReader.GroupsAsync(session, row.Account, new RowKey(row.Key), ct)).Select(static g => g.Name)],
            row.License == LicenseState.Assigned,
            null,
            Preview: true);
    }

    private static Dictionary<long, DirectoryKind> Kinds(List<DirectoryRow> rows) => rows.ToDictionary(static d => d.Key.Value, static d => d.Kind);

    private static async ValueTask<Func<DirectoryKind, byte[], UserFacts>> FactsAsync(Visit visit, AccountCatalogs catalogs, CancellationToken ct)
    {
        var users = (await catalogs.FindAsync(visit.Account, ct)).Find("User")!;
        return (kind, document) => kind == DirectoryKind.Scim ? DocumentFacts.OfStoredUser(document, users) : LdapRecords.FactsOf(document);
    }
}
