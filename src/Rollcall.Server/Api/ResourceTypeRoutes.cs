using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rollcall.Core.Access;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The resource types that an account defined, and what it added to User and Group.</summary>
internal static class ResourceTypeRoutes
{
    private static readonly ProblemResult Other = new(
        400, "document-other", "The body is not one resource type with the name of the path.", "Send the type's own document, or load several documents with POST to /schemas.");

    private static readonly ProblemResult Unknown = Refusals.Missing(
        "resource-type-unknown", "The account has no such resource type of its own.", "'rollcall resource-type list' shows what it has.");

    public static void Map(IEndpointRouteBuilder api)
    {
        const string All = "/accounts/{account}/resource-types";
        const string One = All + "/{name}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapGet(All, ListAsync).WithMetadata(read).WithName("listResourceTypes").WithSummary("The resource types that the account defined, and what it added to User and Group.");
        api.MapGet(One, ShowAsync).WithMetadata(read).WithName("getResourceType").WithSummary("One resource type with its document.");
        api.MapPut(One, PutAsync).WithMetadata(administer).WithName("putResourceType").WithSummary("Adds a resource type, extends User or Group, or changes what stands. dryRun says what would change.");
        api.MapDelete(One, DeleteAsync).WithMetadata(administer).WithName("deleteResourceType").WithSummary("Removes a resource type without resources, or what was added to User or Group.");
    }

    private static async Task<Ok<ResourceTypeList>> ListAsync(Visit visit, SchemaDesk desk, CancellationToken ct) =>
        TypedResults.Ok(new ResourceTypeList([.. (await desk.TypesAsync(visit.Account.Number, ct)).Select(static t => SchemaShapes.Of(t, whole: false))]));

    private static async Task<Results<Ok<ResourceTypeView>, ProblemResult>> ShowAsync(string name, Visit visit, SchemaDesk desk, CancellationToken ct)
    {
        var row = (await desk.TypesAsync(visit.Account.Number, ct)).Find(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));
        return row is null ? Unknown : TypedResults.Ok(SchemaShapes.Of(row, whole: true));
    }

    private static Task<Results<Ok<SchemaChanges>, ProblemResult>> PutAsync(string name, [FromBody] JsonElement document, Visit visit, SchemaDesk desk, CancellationToken ct, bool dryRun = false) =>
        SchemaShapes.Pieces(document).Match(
            pieces => pieces is [SchemaPiece.OfType one] && string.Equals(one.Type.Name, name, StringComparison.OrdinalIgnoreCase)
                ? SchemaShapes.AnswerAsync(desk, visit, new SchemaWish { Puts = pieces }, dryRun, ct)
                : Task.FromResult<Results<Ok<SchemaChanges>, ProblemResult>>(Other),
            static refused => Task.FromResult<Results<Ok<SchemaChanges>, ProblemResult>>(refused.ToProblem()));

    private static Task<Results<Ok<SchemaChanges>, ProblemResult>> DeleteAsync(string name, Visit visit, SchemaDesk desk, CancellationToken ct, bool dryRun = false) =>
        SchemaShapes.AnswerAsync(desk, visit, new SchemaWish { DropType = name }, dryRun, ct);
}
