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

/// <summary>The schemas that an account defined.</summary>
internal static class SchemaRoutes
{
    private static readonly ProblemResult Other = new(
        400, "document-other", "The body is not one schema with the URN of the path.", "Send the schema's own document, or load several documents with POST to the list.");

    private static readonly ProblemResult Unknown = Refusals.Missing(
        "schema-unknown", "The account has no custom schema of this URN.", "'rollcall schema list' shows what it has.");

    public static void Map(IEndpointRouteBuilder api)
    {
        const string All = "/accounts/{account}/schemas";
        const string One = All + "/{urn}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapGet(All, ListAsync).WithMetadata(read).WithName("listSchemas").WithSummary("The schemas that the account defined.");
        api.MapPost(All, LoadAsync).WithMetadata(administer).WithName("loadSchemas")
            .WithSummary("Takes schemas and resource types (RFC 7643 sections 6 and 7): one document, an array or a ListResponse; all of them or none. dryRun says what would change.");
        api.MapGet(One, ShowAsync).WithMetadata(read).WithName("getSchema").WithSummary("One schema with its document.");
        api.MapPut(One, PutAsync).WithMetadata(administer).WithName("putSchema").WithSummary("Adds a schema, or changes it; what would break resources that carry it is refused.");
        api.MapDelete(One, DeleteAsync).WithMetadata(administer).WithName("deleteSchema").WithSummary("Removes a schema that no resource type names.");
    }

    private static async Task<Ok<SchemaList>> ListAsync(Visit visit, SchemaDesk desk, CancellationToken ct)
    {
        var types = await desk.TypesAsync(visit.Account.Number, ct);
        return TypedResults.Ok(new SchemaList([.. (await desk.SchemasAsync(visit.Account.Number, ct)).Select(s => SchemaShapes.Of(s, types, whole: false))]));
    }

    private static async Task<Results<Ok<SchemaView>, ProblemResult>> ShowAsync(string urn, Visit visit, SchemaDesk desk, CancellationToken ct)
    {
        var row = (await desk.SchemasAsync(visit.Account.Number, ct)).Find(s => string.Equals(s.Urn, urn, StringComparison.OrdinalIgnoreCase));
        return row is null ? Unknown : TypedResults.Ok(SchemaShapes.Of(row, await desk.TypesAsync(visit.Account.Number, ct), whole: true));
    }

    private static Task<Results<Ok<SchemaChanges>, ProblemResult>> LoadAsync([FromBody] JsonElement document, Visit visit, SchemaDesk desk, CancellationToken ct, bool dryRun = false) =>
        SchemaShapes.Pieces(document).Match(
            pieces => SchemaShapes.AnswerAsync(desk, visit, new SchemaWish { Puts = pieces }, dryRun, ct),
            static refused => Task.FromResult<Results<Ok<SchemaChanges>, ProblemResult>>(refused.ToProblem()));

    private static Task<Results<Ok<SchemaChanges>, ProblemResult>> PutAsync(string urn, [FromBody] JsonElement document, Visit visit, SchemaDesk desk, CancellationToken ct, bool dryRun = false) =>
        SchemaShapes.Pieces(document).Match(
            pieces => pieces is [SchemaPiece.OfSchema one] && string.Equals(one.Schema.Id, urn, StringComparison.OrdinalIgnoreCase)
                ? SchemaShapes.AnswerAsync(desk, visit, new SchemaWish { Puts = pieces }, dryRun, ct)
                : Task.FromResult<Results<Ok<SchemaChanges>, ProblemResult>>(Other),
            static refused => Task.FromResult<Results<Ok<SchemaChanges>, ProblemResult>>(refused.ToProblem()));

    private static Task<Results<Ok<SchemaChanges>, ProblemResult>> DeleteAsync(string urn, Visit visit, SchemaDesk desk, CancellationToken ct, bool dryRun = false) =>
        SchemaShapes.AnswerAsync(desk, visit, new SchemaWish { DropSchema = urn }, dryRun, ct);
}
