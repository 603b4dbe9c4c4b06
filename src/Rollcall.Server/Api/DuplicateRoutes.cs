using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Users who share an address, and the license that only one of them can hold (product rule 14).</summary>
internal static class DuplicateRoutes
{
    private const int Most = 100;

    private static readonly ProblemResult NoUser = Refusals.Missing("user-unknown", "The account has no such user.", "Name users by id, user name or address; ids are surest where an address is shared.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts/{account}/duplicates", ListAsync).WithMetadata(new Demand.InAccount(Right.Read)).WithName("listDuplicates")
            .WithSummary("Addresses of more than one user, each with whom to keep, as a suggestion.");
        api.MapPost("/accounts/{account}/licenses/move", MoveAsync).WithMetadata(new Demand.InAccount(Right.Administer)).WithName("moveLicense")
            .WithSummary("Hands the license of an address from one of its users to another; the same the other way undoes it.");
    }

    private static async Task<Ok<DuplicatePage>> ListAsync(Visit visit, Store store, TimeProvider time, string? after, int? limit, CancellationToken ct)
    {
        var (account, most, now) = (visit.Account.Number, Math.Clamp(limit ?? Most, 1, Most), time.GetUtcNow());
        var sets = await store.SnapshotAsync(
            async (s, c) =>
            {
                var pool = await UserReader.PoolAsync(s, account, c);
                var found = new List<DuplicateSet>();
                foreach (var address in await UserReader.SharedAddressesAsync(s, account, after ?? "", most, c))
                {
                    found.Add(Set(address, (await UserReader.ByEmailAsync(s, account, address, c)).Where(static u => u.State != RecordState.Deleted).ToList(), pool, now));
                }

                return found;
            },
            ct);
        return TypedResults.Ok(new DuplicatePage(sets, sets.Count == most ? sets[^1].Address : null));
    }

    private static async Task<Results<Ok<MovedLicense>, ProblemResult>> MoveAsync(MoveWish wish, Visit visit, Store store, Registrar registrar, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        var (from, to, pool) = await store.SnapshotAsync(
            async (s, c) => (await UserRoutes.FindAsync(s, account, wish.From, c), await UserRoutes.FindAsync(s, account, wish.To, c), await UserReader.PoolAsync(s, account, c)), ct);
        if (from is null || to is null)
        {
            return NoUser;
        }

        if (from.License != LicenseState.Assigned || from.EmailKey != to.EmailKey || from.Key == to.Key)
        {
            return new ProblemResult(409, "not-shared", $"{from.UserName} and {to.UserName} do not share an address whose license {from.UserName} holds.", "'rollcall duplicate list' shows who shares an address.");
        }

        if (to is not { Active: true, Blocked: false, State: RecordState.Live } || to.Reason is LicenseReason.NotCovered)
        {
            return new ProblemResult(409, "not-eligible", $"{to.UserName} cannot hold a license: he is inactive, blocked, or not covered by the policy.", "'rollcall why' says which.");
        }

        if (!wish.Preview && await registrar.ApplyAsync(account, new MoveLicense { Origin = visit.Origin(200), From = from.Key, To = to.Key }) is not Outcome.UserChanged)
        {
            return new ProblemResult(409, "changed-meanwhile", "One of the two has changed meanwhile.", "Look again, and decide anew.");
        }

        var (left, got) = await store.SnapshotAsync(async (s, c) => ((await UserReader.FindAsync(s, account, new RowKey(from.Key), c))!, (await UserReader.FindAsync(s, account, new RowKey(to.Key), c))!), ct);
        return TypedResults.Ok(new MovedLicense(UserShapes.Of(left, pool, time.GetUtcNow()), UserShapes.Of(got, pool, time.GetUtcNow()), wish.Preview));
    }

    private static DuplicateSet Set(string address, List<UserRow> users, PoolRow? pool, DateTimeOffset now)
    {
        var keep = Survivor.Of([.. users.Select(static u => new Survivor(
            new RowKey(u.Key), u.Active, u.State, u.Blocked, u.LedBy, u.License == LicenseState.Assigned, Micros.ToTime(u.Created)))]).Value;
        var kept = users.Find(u => u.Key == keep)!;
        var holder = users.Find(static u => u.License == LicenseState.Assigned);
        var removable = users.Where(u => u.Key != keep && !u.Active).ToList();
        var suggestion = holder is not null && holder.Key != keep ? $"Move the license to {kept.UserName}: rollcall license move --from {holder.Id} --to {kept.Id}"
            : removable.Count > 0 ? $"Delete {removable[0].UserName}: rollcall user delete {removable[0].Id} --preview"
            : "Unassign or delete at the source whoever is not to stay, or give one of them an address of his own.";
        return new DuplicateSet(address, [.. users.OrderByDescending(u => u.Key == keep).Select(u => new DuplicateUser(UserShapes.Of(u, pool, now), u.LedBy.Word(), u.Key == keep))], suggestion);
    }
}
