using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Whom licenses cover, and what a change would do.</summary>
internal static class PolicyRoutes
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts/{account}/licenses/policy", ShowAsync).WithMetadata(new Demand.InAccount(Right.Read)).WithName("getLicensePolicy").WithSummary("Whom licenses cover.");
        api.MapPut("/accounts/{account}/licenses/policy", SetAsync).WithMetadata(new Demand.InAccount(Right.Administer)).WithName("setLicensePolicy")
            .WithSummary("Decides whom licenses cover; refused where the policy has another version by now.");
        api.MapPost("/accounts/{account}/licenses/preview", PreviewAsync).WithMetadata(new Demand.InAccount(Right.Read)).WithName("previewLicenses")
            .WithSummary("Who would gain and who would lose a license by another total or policy; changes nothing.");
    }

    /// <summary>Refuses where the effect of a change is no longer the one that was looked at.</summary>
    public static async ValueTask<ProblemResult?> AgainstAsync(string? expect, long account, SetPolicy? policy, int? total, Store store, TimeProvider time, CancellationToken ct)
    {
        if (expect is null)
        {
            return null;
        }

        var now = await store.SnapshotAsync((s, c) => PolicyReader.PreviewAsync(s, account, policy, total, time.GetUtcNow(), c), ct);
        return now.Mark == expect
            ? null
            : new ProblemResult(
                409, "previewOutdated", $"Something has changed since the preview: now {now.Gain.Count} would gain a license and {now.Lose.Count} would lose theirs.", "Preview again, and send the new mark.");
    }

    private static async Task<Ok<PolicyView>> ShowAsync(Visit visit, Store store, CancellationToken ct) => TypedResults.Ok(await ReadAsync(visit.Account.Number, store, ct));

    private static async Task<Results<Ok<PolicyView>, ProblemResult>> SetAsync(PolicyWish wish, Visit visit, LicenseDesk desk, Store store, TimeProvider time, CancellationToken ct)
    {
        var account = visit.Account.Number;
        var read = await PolicyReading.ReadAsync(wish, visit, store, ct);
        if (read.Refused is { } wrong)
        {
            return wrong;
        }

        if (await AgainstAsync(wish.Expect, account, read.Decision, null, store, time, ct) is { } outdated)
        {
            return outdated;
        }

        return await desk.DecideAsync(account, read.Decision!) is null ? await StaleAsync(account, wish, store, ct) : TypedResults.Ok(await ReadAsync(account, store, ct));
    }

    private static async Task<Results<Ok<PreviewView>, ProblemResult>> PreviewAsync(PreviewWish wish, Visit visit, Store store, TimeProvider time, CancellationToken ct)
    {
        if (wish.Total is { } total && LicenseRoutes.Refuse(total) is { } tooMany)
        {
            return tooMany;
        }

        var read = wish.Policy is null ? default : await PolicyReading.ReadAsync(wish.Policy, visit, store, ct);
        if (read.Refused is { } wrong)
        {
            return wrong;
        }

        var preview = await store.SnapshotAsync((s, c) => PolicyReader.PreviewAsync(s, visit.Account.Number, read.Decision, wish.Total, time.GetUtcNow(), c), ct);
        return TypedResults.Ok(new PreviewView(preview.Assigned, preview.Waiting, preview.Gain.Count, preview.Lose.Count, Some(preview.Gain), Some(preview.Lose), preview.Mark));
    }

    private static async ValueTask<ProblemResult> StaleAsync(long account, PolicyWish wish, Store store, CancellationToken ct)
    {
        var now = await ReadAsync(account, store, ct);
        return now.Running
            ? new ProblemResult(409, "policyRunning", "An earlier change of the policy or of the total is still being carried out.", "Wait until 'running' is false, look at the policy, and decide again.")
            : new ProblemResult(409, "policyVersion", $"The policy has version {now.Version} by now, and not {wish.Version}.", "Read the policy, look at what differs, and send the change with its version.");
    }

    private static ValueTask<PolicyView> ReadAsync(long account, Store store, CancellationToken ct) => store.SnapshotAsync(
        async (s, c) => Of(await UserReader.PoolAsync(s, account, c), await PolicyReader.NamesAsync(s, account, c)), ct);

    private static PolicyView Of(PoolRow? pool, List<CoveredName> names) => new(
        pool?.PolicyVersion ?? 0,
        (pool?.Policy ?? LicensePolicy.All).Word(),
        [.. names.Where(n => n.Subject.IsUser).Select(Entry)],
        [.. names.Where(n => !n.Subject.IsUser).Select(Entry)],
        [.. PolicyReading.Systems.Where(k => Has(pool?.Systems, k.Value)).Select(k => new CoveredSystem(k.Key, Has(pool?.FavoredSystems, k.Value)))],
        pool?.Unfinished ?? false);

    private static bool Has(long? systems, DirectoryKind kind) => ((systems ?? 0) >> (int)kind & 1) == 1;

    private static CoveredEntry Entry(CoveredName name) => new(name.Id.ToString(), name.Name, name.Priority);

    private static List<PreviewUser> Some(IReadOnlyList<UserRow> users) => [.. users.Take(Shown).Select(u => new PreviewUser(u.Id.ToString(), u.UserName, u.Email))];
}
