using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Why is it so?</summary>
internal static class WhyRoutes
{
    private const int LongestAsked = 512;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/accounts/{account}/why", WhyAsync).WithMetadata(new Demand.InAccount(Right.Read)).WithName("why")
            .WithSummary("The first cause that suffices, with evidence and remedy, for a user or a directory of the account.");

    private static async Task<Results<Ok<WhyAnswer>, ProblemResult>> WhyAsync(
        Visit visit, CaseFileReader reader, ExchangeLog log, DirectoryTraffic traffic, Asked asked, string? user, string? symptom, string? directory, string? subdomain, CancellationToken ct)
    {
        var what = symptom is null ? Symptom.CannotConnect : WireWords.Value<Symptom>(symptom);
        if (what is null)
        {
            return Refusals.NotAllowed("symptom", symptom, WireWords.Allowed<Symptom>());
        }

        if (user?.Length > LongestAsked)
        {
            return Refusals.NotAllowed("user", user, $"a user name, an address or an id of at most {LongestAsked} characters");
        }

        var about = directory is null ? null : await asked.FindAsync(visit, directory, ct);
        if (directory is not null && about is null)
        {
            return Asked.NoDirectory;
        }

        var name = string.IsNullOrWhiteSpace(user) ? null : user.Trim();
        var question = new Question
        {
            Symptom = what.Value,
            Asked = name,
            NameKey = name is null ? null : ScimText.CaseKey(name),
            Subdomain = subdomain,
            Directory = about is null ? null : about.Key,
        };
        // What came within the last second may still wait to be written.
        await log.FlushAsync();
        await traffic.FlushAsync();
        return TypedResults.Ok(Of(question, Doctor.Examine(await reader.ReadAsync(visit.Account, question, ct))));
    }

    private static WhyAnswer Of(Question question, Explanation said) => new(
        question.Asked,
        question.Symptom.Word(),
        said.Answer is not null,
        said.Sentence,
        said.Answer is { } answer ? Of(answer) : null,
        Of(said.Proof),
        [.. said.Consequences.Select(Of)],
        [.. said.AlsoSeen.Select(Of)],
        said.NotDecidedHere);

    private static FindingView Of(Finding finding) => new(
        finding.Code, finding.Weight.Word(), finding.Sentence, finding.Side.Word(), finding.Remedy.Text, finding.Remedy.Command, Of(finding.Evidence));

    private static IReadOnlyList<EvidenceView> Of(IReadOnlyList<Evidence> evidence) => [.. evidence.Select(static e => new EvidenceView(e.JournalNo, e.At, e.Text))];
}
