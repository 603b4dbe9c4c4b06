using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>What is stored of an account's catalog, and the catalog that it makes.</summary>
internal sealed record CatalogRows(AccountRow Account, IReadOnlyList<SchemaRow> Schemas, IReadOnlyList<ResourceTypeRow> Types, IReadOnlyList<IndexedAttributeRow> Attributes)
{
    public SchemaRow? FindSchema(string urn) => Schemas.FirstOrDefault(s => string.Equals(s.Urn, urn, StringComparison.OrdinalIgnoreCase));

    public ResourceTypeRow? FindType(string name) => Types.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads it; null where there is no such account.</summary>
    public static async ValueTask<CatalogRows?> ReadAsync(Session session, long account, CancellationToken ct) => await AccountsTable.FindAsync(session, account, ct) is { } row
        ? new CatalogRows(row, await SchemasTable.AllAsync(session, account, ct), await ResourceTypesTable.AllAsync(session, account, ct), await IndexedAttributesTable.AllAsync(session, account, ct))
        : null;

    /// <summary>The catalog of rows that were checked before they were written.</summary>
    public AccountCatalog Build()
    {
        var schemas = TryJoin().Match(s => s, e => throw Broken(e.Detail));
        return new AccountCatalog(Account.Settings.Version, Account.Settings.CatalogNo, schemas, [.. schemas.Types.Select(Of)]);
    }

    /// <summary>The standard catalog with these documents, or what does not fit.</summary>
    public ScimResult<ScimSchemas> TryJoin()
    {
        List<SchemaDefinition> schemas = [];
        List<ResourceTypeOutline> types = [];
        foreach (var document in Schemas.Select(s => s.Document).Concat(Types.Select(t => t.Document)))
        {
            var read = SchemaDocuments.Read(document).Match(d => d, e => throw Broken(e.Detail));
            schemas.AddRange(read.Schemas);
            types.AddRange(read.Types);
        }

        return ScimSchemas.Standard.With(new SchemaDocuments(schemas, types));
    }

    /// <summary>The number of a type; 0 where it is new.</summary>
    public long NumberOf(string type) => type switch
    {
        "User" => (long)RecordType.User,
        "Group" => (long)RecordType.Group,
        _ => FindType(type)?.Number ?? 0,
    };

    private TypeCatalog Of(ResourceType type)
    {
        var number = NumberOf(type.Name);
        var kept = Attributes.Where(a => a.Type == number).Select(a => new KeptAttribute(AttributeIndex.Parse(type, a.Path).Match(i => i, e => throw Broken(e.Detail)), a));
        return new TypeCatalog(type, (RecordType)number, [.. kept]);
    }

    private static InvalidOperationException Broken(string? detail) => new("A stored schema cannot be read: " + detail);
}
