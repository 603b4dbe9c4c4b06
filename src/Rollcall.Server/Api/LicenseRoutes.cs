using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>What was bought.</summary>
internal static class LicenseRoutes
{
    private const int MostLicenses = 10_000_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts/{account}/licenses", ShowAsync).WithMetadata(new Demand.InAccount(Right.Read)).WithName("getLicenses").WithSummary("Total, assigned, free and waiting.");
        api.MapPut("/accounts/{account}/licenses", SetAsync).WithMetadata(new Demand.InAccount(Right.Operate)).WithName("setLicenses")
            .WithSummary("Sets total and dates; lowering the total takes licenses from those assigned last.");
    }

    /// <summary>Refuses a total that cannot be.</summary>
    public static ProblemResult? Refuse(int total) =>
        total is < 0 or > MostLicenses ? Refusals.NotAllowed("total", total.ToString(CultureInfo.InvariantCulture), $"a number from 0 to {MostLicenses}") : null;

    private static async Task<Ok<LicensesView>> ShowAsync(Visit visit, Store store, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(await ReadAsync(visit.Account.Number, store, time, ct));

    private static async Task<Results<Ok<LicensesView>, ProblemResult>> SetAsync(
        LicensesWish wish, Visit visit, LicenseDesk desk, Store store, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(wish.Total) is { } tooMany)
        {
            return tooMany;
        }

        if (wish is { Starts: { } starts, Ends: { } ends } && ends <= starts)
        {
            return Refusals.NotAllowed("ends", ends.ToString("O", CultureInfo.InvariantCulture), "later than starts");
        }

        if (await PolicyRoutes.AgainstAsync(wish.Expect, visit.Account.Number, null, wish.Total, store, time, ct) is { } outdated)
        {
            return outdated;
        }

        await desk.SetAsync(visit.Account.Number, wish.Total, wish.Starts, wish.Ends, visit.Origin(200));
        return TypedResults.Ok(await ReadAsync(visit.Account.Number, store, time, ct));
    }

    private static ValueTask<LicensesView> ReadAsync(long account, Store store, TimeProvider time, CancellationToken ct) => store.SnapshotAsync(
        async (s, c) => UserShapes.Of(await UserReader.PoolAsync(s, account, c), await UserReader.WaitingAsync(s, account, c), time.GetUtcNow()), ct);
}
