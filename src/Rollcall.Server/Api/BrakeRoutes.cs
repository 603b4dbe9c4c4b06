using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The brakes of SCIM directories (product rule 10).</summary>
internal static class BrakeRoutes
{
    private const int MostUsers = 1_000_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        const string One = "/accounts/{account}/directories/{directory}/brake";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapGet(One, ShowAsync).WithMetadata(read).WithName("getBrake").WithSummary("How much a directory may take away within an hour, and what is held.");
        api.MapPut(One, SetAsync).WithMetadata(administer).WithName("setBrake").WithSummary("Sets how much may be taken away within an hour, and what happens beyond it.");
        api.MapPost(One + "/release", ReleaseAsync).WithMetadata(administer).WithName("releaseBrake").WithSummary("Lets everything pass for an hour; what was held passes when it is sent again.");
        api.MapPost(One + "/held", DecideAsync).WithMetadata(administer).WithName("decideHeld").WithSummary("Lets one held request pass, or rejects it; or all of them.");
    }

    private static async Task<Results<Ok<BrakeView>, ProblemResult>> ShowAsync(string directory, Visit visit, Asked asked, BrakeDesk desk, CancellationToken ct) =>
        await FindAsync(directory, visit, asked, ct) is { } row ? TypedResults.Ok(await ViewAsync(row, desk, ct)) : Asked.NoDirectory;

    private static async Task<Results<Ok<BrakeView>, ProblemResult>> SetAsync(string directory, BrakeWish wish, Visit visit, Asked asked, BrakeDesk desk, CancellationToken ct)
    {
        if (await FindAsync(directory, visit, asked, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        var mode = WireWords.Value<BrakeMode>(wish.Mode);
        if (wish.Mode is not null && mode is null)
        {
            return Refusals.NotAllowed("mode", wish.Mode, WireWords.Allowed<BrakeMode>());
        }

        if (wish.MostUsers is < 0 or > MostUsers || wish.MostPercent is < 0 or > 100)
        {
            return new ProblemResult(400, "invalidValue", $"mostUsers is 0 to {MostUsers}, mostPercent 0 to 100.", "Send numbers within these bounds.");
        }

        await desk.SetAsync(
            row.Account,
            row.Key.Value,
            brake => brake with { Mode = mode ?? brake.Mode, MostUsers = wish.MostUsers ?? brake.MostUsers, MostPercent = wish.MostPercent ?? brake.MostPercent },
            visit.Origin(200));
        return TypedResults.Ok(await ViewAsync(row, desk, ct));
    }

    private static async Task<Results<Ok<BrakeView>, ProblemResult>> ReleaseAsync(string directory, Visit visit, Asked asked, BrakeDesk desk, CancellationToken ct)
    {
        if (await FindAsync(directory, visit, asked, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        await desk.ReleaseAsync(row.Account, row.Key.Value, visit.Origin(200));
        return TypedResults.Ok(await ViewAsync(row, desk, ct));
    }

    private static async Task<Results<Ok<BrakeView>, ProblemResult>> DecideAsync(string directory, HeldWish wish, Visit visit, Asked asked, BrakeDesk desk, CancellationToken ct)
    {
        if (await FindAsync(directory, visit, asked, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        if (WireWords.Value<HeldVerdict>(wish.Verdict) is not { } verdict)
        {
            return Refusals.NotAllowed("verdict", wish.Verdict, WireWords.Allowed<HeldVerdict>());
        }

        long? key = long.TryParse(wish.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return (wish.Id is null || key is not null) && await desk.DecideAsync(row.Account, row.Key.Value, key, verdict, visit.Origin(200)) > 0
            ? TypedResults.Ok(await ViewAsync(row, desk, ct))
            : Refusals.Missing("held-unknown", "Nothing of that number is held.", "'rollcall brake show' lists what is held.");
    }

    private static async ValueTask<DirectoryRow?> FindAsync(string directory, Visit visit, Asked asked, CancellationToken ct) =>
        await asked.FindAsync(visit, directory, ct) is { Kind: DirectoryKind.Scim } row ? row : null;

    private static async ValueTask<BrakeView> ViewAsync(DirectoryRow row, BrakeDesk desk, CancellationToken ct)
    {
        var brake = await desk.FindAsync(row.Account, row.Key.Value, ct);
        var held = await desk.HeldAsync(row.Account, row.Key.Value, ct);
        return new BrakeView(
            brake.Mode.Word(), brake.MostUsers, brake.MostPercent, brake.State.Word(), brake.Since, brake.Losses, brake.Began == default ? null : brake.Began, brake.ReleasedUntil,
            [.. held.Select(static h => new HeldView(
                h.Key.ToString(CultureInfo.InvariantCulture), h.Kind.Word(), h.Name, h.Losses, h.Verdict.Word(), h.FirstAsked, h.LastAsked, h.Times, h.Actor))]);
    }
}
