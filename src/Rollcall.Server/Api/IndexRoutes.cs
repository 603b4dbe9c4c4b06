using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The attributes that an account indexed.</summary>
internal static class IndexRoutes
{
    private static readonly ProblemResult Unknown = Refusals.Missing(
        "index-unknown", "The account has no index of this attribute.", "'rollcall index list' shows what it has.");

    public static void Map(IEndpointRouteBuilder api)
    {
        const string All = "/accounts/{account}/indexed-attributes";
        const string One = All + "/{type}/{path}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapGet(All, ListAsync).WithMetadata(read).WithName("listIndexedAttributes").WithSummary("The attributes that the account indexed, and how far each index is.");
        api.MapGet(One, ShowAsync).WithMetadata(read).WithName("getIndexedAttribute").WithSummary("One of them, by resource type and path.");
        api.MapPut(One, AddAsync).WithMetadata(administer).WithName("indexAttribute")
            .WithSummary("Indexes an attribute, so that filters find by it with eq; resources that are there are read in the background. dryRun says whether it can be.");
        api.MapDelete(One, DropAsync).WithMetadata(administer).WithName("dropIndexedAttribute").WithSummary("Indexes it no more; its rows are removed in the background.");
    }

    private static async Task<Ok<IndexedAttributeList>> ListAsync(Visit visit, IndexDesk desk, CancellationToken ct) =>
        TypedResults.Ok(new IndexedAttributeList([.. (await desk.ListAsync(visit.Account.Number, ct)).Select(Shape)]));

    private static async Task<Results<Ok<IndexedAttribute>, ProblemResult>> ShowAsync(string type, string path, Visit visit, IndexDesk desk, CancellationToken ct)
    {
        var found = (await desk.ListAsync(visit.Account.Number, ct)).Find(i => Same(i.Type, type) && Same(i.Path, path));
        return found is null ? Unknown : TypedResults.Ok(Shape(found));
    }

    private static async Task<Results<Ok<IndexedAttribute>, ProblemResult>> AddAsync(string type, string path, Visit visit, IndexDesk desk, CancellationToken ct, bool dryRun = false) =>
        Answer(dryRun ? await desk.PreviewAsync(visit.Account.Number, type, path, ct) : await desk.AddAsync(visit.Account.Number, type, path, visit.Origin(200)));

    private static async Task<Results<Ok<IndexedAttribute>, ProblemResult>> DropAsync(string type, string path, Visit visit, IndexDesk desk) =>
        Answer(await desk.DropAsync(visit.Account.Number, type, path, visit.Origin(200)));

    private static Results<Ok<IndexedAttribute>, ProblemResult> Answer(Outcome<IndexView> outcome) => outcome.Match<Results<Ok<IndexedAttribute>, ProblemResult>>(
        static view => TypedResults.Ok(Shape(view)), static refused => refused.ToProblem());

    private static IndexedAttribute Shape(IndexView view) => new(view.Type, view.Path, view.State.Word(), view.Done, view.Total, view.Created);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
