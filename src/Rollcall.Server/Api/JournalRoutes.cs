using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Admission;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The journal of an account, and the references of refused admissions.</summary>
internal static class JournalRoutes
{
    private const int LongestWait = 30;
    private const int Usual = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        var read = new Demand.InAccount(Right.Read);
        api.MapGet("/accounts/{account}/journal", FollowAsync).WithMetadata(read).WithName("readJournal")
            .WithSummary("Lines after a number, oldest first; waits up to 'wait' seconds for the first of them. after=end begins with what is new, latest=N with about the last N commits.");
        api.MapGet("/accounts/{account}/journal/{no:long}", ShowAsync).WithMetadata(read).WithName("getJournalLine").WithSummary("One line with all that is kept of it.");
        api.MapGet("/accounts/{account}/admissions/{reference}", OpenAsync).WithMetadata(read).WithName("openReference").WithSummary("The exact reason of a refused admission.");
    }

    private static async Task<Results<Ok<JournalPage>, ProblemResult>> FollowAsync(
        Visit visit, JournalFeed feed, IHostApplicationLifetime lifetime, string? after, int? limit, int? wait, int? latest, CancellationToken ct)
    {
        var account = visit.Account.Number;
        var from = await feed.BeginAsync(account, after == "end" ? 0 : latest, after == "end" ? null : after, ct);
        if (from is null)
        {
            return Refusals.NotAllowed("after", after, "the number of a line, or 'end'");
        }

        if (Paging.Read(null, limit, Usual, out var paging) is { } wrong)
        {
            return wrong;
        }

        if (wait is < 0 or > LongestWait)
        {
            return Refusals.NotAllowed("wait", wait?.ToString(CultureInfo.InvariantCulture), $"a number of seconds from 0 to {LongestWait}");
        }

        // Who waits for news must not hold up the server's end.
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        try
        {
            return TypedResults.Ok(await feed.NextAsync(account, from.Value, paging.Limit, TimeSpan.FromSeconds(wait ?? 0), both.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TypedResults.Ok(new JournalPage([], from.Value));
        }
    }

    private static async Task<Results<Ok<JournalDetailView>, ProblemResult>> ShowAsync(long no, Visit visit, JournalFeed feed, CancellationToken ct) =>
        await feed.FindAsync(visit.Account.Number, no, ct) is { } detail
            ? TypedResults.Ok(detail)
            : Refusals.Missing("line-unknown", "The journal of this account has no such line.", "'rollcall journal tail' shows the numbers.");

    private static async Task<Results<Ok<AdmissionView>, ProblemResult>> OpenAsync(string reference, Visit visit, AdmissionDesk desk, CancellationToken ct)
    {
        if (Reference.Parse(reference) is not { } name || await desk.FindAsync(visit.Account.Number, name, ct) is not { } row)
        {
            return Refusals.Missing("reference-unknown", "The account has no such reference.", "Check the twelve letters after REF-; a reference opens in its own account alone.");
        }

        var said = SentenceOf(row.Decision);
        return TypedResults.Ok(new AdmissionView(
            name.Text, Micros.ToTime(row.At), row.Decision, said.Sentence, said.Remedy, said.Finding, row.No, JournalFeed.Json(row.Facts)!.Value));
    }

    private static (string Sentence, string Remedy, string? Finding) SentenceOf(string decision)
    {
        foreach (var reason in Enum.GetValues<AdmissionReason>())
        {
            if (AdmissionSentence.Of(reason) is var said && said.Code == decision)
            {
                return (said.Sentence, said.Remedy, said.Finding);
            }
        }

        return decision == AdmissionDesk.NoProof ? ("The user may connect, but the client brought no proof of who it is.", "Enrol the device ('rollcall device code USER'), or let it connect through a gateway that has its own key.", null)
            : decision == AdmissionDesk.BadProof ? ("The user may connect, but the proof of his device was not in order; 'proof' in the facts says why.", "Set the device's clock, or enrol it again with a new code.", FindingCodes.ProofRefused)
            : ("The admission was decided by a newer version of Rollcall.", "Read the facts beside it.", null);
    }
}
