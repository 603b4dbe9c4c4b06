using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Schemas and resource types in the shapes of the wire.</summary>
internal static class SchemaShapes
{
    public static SchemaView Of(SchemaRow row, IReadOnlyList<ResourceTypeRow> types, bool whole)
    {
        var schema = Read(row.Document).Schemas[0];
        var naming = types.Where(t => Outline(t) is var o && (Same(o.Schema, row.Urn) || o.Extensions.Any(e => Same(e.Schema, row.Urn)))).Select(static t => t.Name);
        return new SchemaView(row.Urn, schema.Name, schema.Attributes.Count, [.. naming], row.Version, row.Modified, whole ? JsonElement.Parse(row.Document) : null);
    }

    public static ResourceTypeView Of(ResourceTypeRow row, bool whole)
    {
        var outline = Outline(row);
        return new ResourceTypeView(
            row.Name, outline.Endpoint, outline.Schema, [.. outline.Extensions.Select(static e => e.Schema)], row.Version, row.Modified, whole ? JsonElement.Parse(row.Document) : null);
    }

    /// <summary>The documents of a body.</summary>
    public static Outcome<IReadOnlyList<SchemaPiece>> Pieces(JsonElement body) => SchemaPiece.Read(Encoding.UTF8.GetBytes(body.GetRawText()));

    /// <summary>Carries a wish out, or says what it would change.</summary>
    public static async Task<Results<Ok<SchemaChanges>, ProblemResult>> AnswerAsync(SchemaDesk desk, Visit visit, SchemaWish wish, bool dryRun, CancellationToken ct)
    {
        var account = visit.Account.Number;
        var outcome = dryRun ? await desk.PreviewAsync(account, wish, ct) : await desk.ApplyAsync(account, wish, visit.Origin(200));
        return outcome.Match<Results<Ok<SchemaChanges>, ProblemResult>>(
            static done => TypedResults.Ok(new SchemaChanges(done.Applied, done.Changes)), static refused => refused.ToProblem());
    }

    private static ResourceTypeOutline Outline(ResourceTypeRow row) => Read(row.Document).Types[0];

    private static SchemaDocuments Read(byte[] document) =>
        SchemaDocuments.Read(document).Match(static d => d, static e => throw new InvalidOperationException("A stored schema cannot be read: " + e.Detail));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
