using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The directories of an account.</summary>
internal static class DirectoryRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string All = "/accounts/{account}/directories";
        const string One = All + "/{directory}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapPost(All, CreateAsync).WithMetadata(administer).WithName("createDirectory").WithSummary("Creates a SCIM directory.");
        api.MapGet(All, ListAsync).WithMetadata(read).WithName("listDirectories").WithSummary("All directories of an account.");
        api.MapGet(One, ShowAsync).WithMetadata(read).WithName("getDirectory").WithSummary("One directory, by id or label.");
        api.MapPost(One + "/enable", EnableAsync).WithMetadata(administer).WithName("enableDirectory").WithSummary("Lets it take requests; refused with RC101 while users are identified by name.");
        api.MapPost(One + "/disable", DisableAsync).WithMetadata(administer).WithName("disableDirectory").WithSummary("Answers its requests with 403 from now on.");
        api.MapPost(One + "/pause", PauseAsync).WithMetadata(administer).WithName("pauseDirectory").WithSummary("Answers its requests with 503 and Retry-After from now on.");
        api.MapPost(One + "/provider", SetProviderAsync).WithMetadata(administer).WithName("setProvider").WithSummary("Names who pushes, and with it the compatibility profile.");
        api.MapPost(One + "/check-url", CheckUrlAsync).WithMetadata(read).WithName("checkUrl").WithSummary("Compares a pasted tenant URL with the Base URL, part by part.");
    }

    private static async Task<Results<Created<DirectoryView>, ProblemResult>> CreateAsync(
        DirectoryWish wish, Visit visit, DirectoryRegister directories, ServerAddress address)
    {
        var idp = wish.Idp is null ? IdentityProvider.Generic : WireWords.Value<IdentityProvider>(wish.Idp);
        if (idp is null)
        {
            return NoProvider(wish.Idp);
        }

        var outcome = await directories.CreateScimAsync(visit.Account.Number, wish.Label, idp.Value, wish.Enable, visit.Origin(201));
        return outcome.Match<Results<Created<DirectoryView>, ProblemResult>>(
            row => TypedResults.Created($"/api/accounts/{visit.Account.Id}/directories/{row.Id}", Shapes.Of(row, visit.Account, address.Public)),
            static refused => refused.ToProblem());
    }

    private static async Task<Ok<DirectoryList>> ListAsync(Visit visit, DirectoryRegister directories, ServerAddress address, CancellationToken ct)
    {
        var rows = await directories.ListAsync(visit.Account.Number, ct);
        return TypedResults.Ok(new DirectoryList([.. rows.Select(row => Shapes.Of(row, visit.Account, address.Public))]));
    }

    private static async Task<Results<Ok<DirectoryView>, ProblemResult>> ShowAsync(
        string directory, Visit visit, Asked asked, ExchangeLog log, JournalReader journal, ServerAddress address, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        await log.FlushAsync();
        return TypedResults.Ok(Shapes.Of(row, visit.Account, address.Public, await journal.MarksAsync(row.Account, row.Key.Value, ct)));
    }

    private static Task<Results<Ok<DirectoryView>, ProblemResult>> EnableAsync(
        string directory, Visit visit, Asked asked, DirectoryRegister directories, ServerAddress address, CancellationToken ct) =>
        SetAsync(directory, visit, asked, address, row => directories.EnableAsync(row.Account, row.Id, visit.Origin(200)), ct);

    private static Task<Results<Ok<DirectoryView>, ProblemResult>> DisableAsync(
        string directory, Visit visit, Asked asked, DirectoryRegister directories, ServerAddress address, CancellationToken ct) =>
        SetAsync(directory, visit, asked, address, row => directories.DisableAsync(row.Account, row.Id, visit.Origin(200)), ct);

    private static Task<Results<Ok<DirectoryView>, ProblemResult>> PauseAsync(
        string directory, Visit visit, Asked asked, DirectoryRegister directories, ServerAddress address, CancellationToken ct) =>
        SetAsync(directory, visit, asked, address, row => directories.PauseAsync(row.Account, row.Id, visit.Origin(200)), ct);

    private static async Task<Results<Ok<DirectoryView>, ProblemResult>> SetProviderAsync(
        string directory, ProviderWish wish, Visit visit, Asked asked, DirectoryRegister directories, ServerAddress address, CancellationToken ct) =>
        WireWords.Value<IdentityProvider>(wish.Idp) is { } idp
            ? await SetAsync(directory, visit, asked, address, row => directories.SetProviderAsync(row.Account, row.Id, idp, visit.Origin(200)), ct)
            : NoProvider(wish.Idp);

    private static ProblemResult NoProvider(string? word) =>
        Refusals.NotAllowed("idp", word, string.Join(", ", Enum.GetValues<IdentityProvider>().Select(static i => i.ToString().ToLowerInvariant())));

    private static async Task<Results<Ok<DirectoryView>, ProblemResult>> SetAsync(
        string directory, Visit visit, Asked asked, ServerAddress address, Func<DirectoryRow, Task<Outcome<DirectoryRow>>> set, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        var outcome = await set(row);
        return outcome.Match<Results<Ok<DirectoryView>, ProblemResult>>(
            after => TypedResults.Ok(Shapes.Of(after, visit.Account, address.Public)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Ok<UrlCheck>, ProblemResult>> CheckUrlAsync(
        string directory, UrlWish wish, Visit visit, Asked asked, ServerAddress address, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { Kind: DirectoryKind.Scim } row)
        {
            return Asked.NoDirectory;
        }

        var expected = Shapes.BaseUrlOf(row, visit.Account, address.Public);
        var report = BaseUrlCheck.Compare(wish.Url, expected);
        return TypedResults.Ok(new UrlCheck(
            report.Matches, expected.ToString(), [.. report.Parts.Select(static part => new UrlCheckPart(part.Name, part.Expected, part.Found, part.Advice))]));
    }
}
