using Rollcall.Core.Accounts;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>What a wish would make of the stored catalog. Pure: it reads no records, but says what must be asked of them.</summary>
/// <param name="Next">The rows as they would be.</param>
/// <param name="Changes">What changes, a sentence each; empty where nothing does.</param>
/// <param name="Questions">What refuses the plan where it is so.</param>
internal sealed record CatalogPlan(CatalogRows Next, IReadOnlyList<string> Changes, IReadOnlyList<CatalogQuestion> Questions)
{
    /// <summary>The plan of a wish, or why there is none.</summary>
    public static Outcome<CatalogPlan> Of(CatalogRows before, SchemaWish wish, DateTimeOffset now)
    {
        var draft = new CatalogDraft(before, now);
        if ((Put(draft, wish.Puts) ?? Drop(draft, wish)) is { } refusal)
        {
            return refusal;
        }

        var next = draft.Rows();
        if (next.Schemas.Count > SchemaRules.MostSchemas || next.Types.Count > SchemaRules.MostTypes)
        {
            return SchemaRefusals.TooManySchemas;
        }

        return Referenced(before, next) is { } referenced ? referenced : CatalogComparison.Compare(before, next).Match<Outcome<CatalogPlan>>(
            compared => new CatalogPlan(compared.Next, draft.Changes, compared.Questions), static refused => refused);
    }

    private static Refusal? Put(CatalogDraft draft, IReadOnlyList<SchemaPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case SchemaPiece.OfSchema { Schema: var schema } when SchemaRules.IsReserved(schema.Id):
                    return SchemaRefusals.Reserved(schema.Id);
                case SchemaPiece.OfSchema schema:
                    draft.Put(schema);
                    break;
                case SchemaPiece.OfType type:
                    draft.Put(type);
                    break;
                default:
                    throw new InvalidOperationException("A piece has two cases.");
            }
        }

        return null;
    }

    private static Refusal? Drop(CatalogDraft draft, SchemaWish wish)
    {
        if (wish.DropSchema is { } urn && !draft.DropSchema(urn))
        {
            return SchemaRefusals.SchemaMissing;
        }

        return wish.DropType is { } name && !draft.DropType(name) ? SchemaRefusals.TypeMissing : null;
    }

    /// <summary>A schema that goes while a type still names it.</summary>
    private static Refusal? Referenced(CatalogRows before, CatalogRows next)
    {
        foreach (var gone in before.Schemas.Where(s => next.FindSchema(s.Urn) is null))
        {
            if (next.Types.FirstOrDefault(t => Names(t, gone.Urn)) is { } type)
            {
                return SchemaRefusals.Referenced(gone.Urn, type.Name);
            }
        }

        return null;
    }

    private static bool Names(ResourceTypeRow type, string urn)
    {
        var outline = CatalogDraft.OutlineOf(type);
        return string.Equals(outline.Schema, urn, StringComparison.OrdinalIgnoreCase) || outline.Extensions.Any(e => string.Equals(e.Schema, urn, StringComparison.OrdinalIgnoreCase));
    }
}
