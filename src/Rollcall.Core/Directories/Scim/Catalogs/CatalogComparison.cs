using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>The catalog before and after: whether it fits together, what must be asked of the records, and which attributes become unique.</summary>
internal sealed record CatalogComparison(CatalogRows Next, IReadOnlyList<CatalogQuestion> Questions)
{
    public static Outcome<CatalogComparison> Compare(CatalogRows before, CatalogRows next)
    {
        if (!next.TryJoin().TryGet(out var after, out var error))
        {
            return SchemaRefusals.Unfit(error.Detail);
        }

        foreach (var type in after.Types.Where(t => ScimSchemas.Standard.FindType(t.Name) is null))
        {
            if ((type.Schema.Find("members") ?? type.Schema.Find("groups")) is { } named)
            {
                return SchemaRefusals.Named(type.Name, named.Name);
            }
        }

        var now = before.Build();
        if (Unindexed(before, now, after) is { } indexed)
        {
            return indexed;
        }

        return new CatalogComparison(WithUniques(before, next, after), [.. now.Types.SelectMany(t => OfType(t, after.FindType(t.Type.Name)))]);
    }

    /// <summary>An index whose attribute would be gone, or would be another.</summary>
    private static Refusal? Unindexed(CatalogRows before, AccountCatalog now, ScimSchemas after)
    {
        foreach (var row in before.Attributes.Where(a => !a.IsUnique))
        {
            var type = now.Types.First(t => (long)t.Number == row.Type).Type;
            var stays = after.FindType(type.Name) is { } next && AttributeIndex.Parse(next, row.Path).TryGet(out var index, out _)
                && AttributeIndex.Parse(type, row.Path).TryGet(out var old, out _) && (index.Path, index.Type, index.CaseExact) == (old.Path, old.Type, old.CaseExact);
            if (!stays)
            {
                return row.State == IndexState.Dropping ? SchemaRefusals.StillDropping(type.Name, row.Path) : SchemaRefusals.Indexed(type.Name, row.Path);
            }
        }

        return null;
    }

    private static List<CatalogQuestion> OfType(TypeCatalog before, ResourceType? after)
    {
        var (type, number) = (before.Type, before.Number);
        if (after is null)
        {
            return [new CatalogQuestion.Any(number, SchemaRefusals.TypeInUse(type.Name, "it cannot be removed"))];
        }

        var questions = new List<CatalogQuestion>();
        if (!string.Equals(after.Endpoint, type.Endpoint, StringComparison.Ordinal) || !Same(after.Schema.Id, type.Schema.Id))
        {
            questions.Add(new CatalogQuestion.Any(number, SchemaRefusals.TypeInUse(type.Name, "its endpoint and base schema stay")));
        }
        else if (SchemaRules.Breaks(type.Schema, after.Schema) is { Count: > 0 } breaks)
        {
            questions.Add(new CatalogQuestion.Any(number, SchemaRefusals.SchemaInUse(type.Schema.Id, type.Name, breaks)));
        }

        foreach (var extension in after.Extensions.Where(e => e.Required && type.FindExtension(e.Schema.Id) is not { Required: true }))
        {
            questions.Add(new CatalogQuestion.Any(number, SchemaRefusals.TypeInUse(type.Name, $"{extension.Schema.Id} cannot become required")));
        }

        questions.AddRange(type.Extensions.SelectMany(e => OfExtension(before, e.Schema, after.FindExtension(e.Schema.Id)?.Schema)));
        return questions;
    }

    private static IEnumerable<CatalogQuestion> OfExtension(TypeCatalog type, SchemaDefinition before, SchemaDefinition? after)
    {
        var breaks = after is null ? ["the type has it no more"] : SchemaRules.Breaks(before, after);
        return breaks.Count == 0 ? [] : [new CatalogQuestion.Carried(type.Number, before.Id, SchemaRefusals.SchemaInUse(before.Id, type.Type.Name, breaks))];
    }

    /// <summary>What becomes unique is kept so from its first value on: nothing has a value yet, else the question about it refuses the plan.</summary>
    private static CatalogRows WithUniques(CatalogRows before, CatalogRows next, ScimSchemas after)
    {
        var settings = next.Account.Settings;
        var number = settings.NextNumber;
        var attributes = before.Attributes.Where(a => !a.IsUnique).ToList();
        foreach (var type in after.Types)
        {
            var ofType = next.NumberOf(type.Name);
            foreach (var unique in AttributeIndex.UniqueOf(type).Where(u => IsOwn(type, u.Path)))
            {
                attributes.Add(before.Attributes.FirstOrDefault(a => a.IsUnique && a.Type == ofType && a.Path == unique.Path) ?? new IndexedAttributeRow
                {
                    Number = number++,
                    Type = ofType,
                    Path = unique.Path,
                    IsUnique = true,
                    State = IndexState.Ready,
                    Created = next.Account.Created,
                });
            }
        }

        return next with { Account = next.Account with { Settings = settings with { NextNumber = number } }, Attributes = attributes };
    }

    /// <summary>What SCIM itself calls unique (userName) is kept by the roll; the base schema of a custom type is the account's, even where it is one of SCIM's.</summary>
    private static bool IsOwn(ResourceType type, string path) => !SchemaRules.IsReserved(path) && (path.Contains(':', StringComparison.Ordinal) || ScimSchemas.Standard.FindType(type.Name) is null);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
