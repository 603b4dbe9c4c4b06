using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>The schemas, resource types and indexes of one account, as of one version of its settings. Immutable.</summary>
public sealed class AccountCatalog
{
    private readonly Dictionary<string, TypeCatalog> _types;

    internal AccountCatalog(long version, long number, ScimSchemas schemas, IReadOnlyList<TypeCatalog> types)
    {
        Version = version;
        Number = number;
        Schemas = schemas;
        Types = types;
        _types = types.ToDictionary(t => t.Type.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>That of an account which defined nothing for itself.</summary>
    public static AccountCatalog Standard { get; } = new(0, 0, ScimSchemas.Standard, [
        new TypeCatalog(StandardTypes.User, RecordType.User, []),
        new TypeCatalog(StandardTypes.Group, RecordType.Group, []),
    ]);

    /// <summary>The version of the account's settings that it was read at.</summary>
    public long Version { get; }

    /// <summary>How often the catalog itself had changed (<see cref="Accounts.AccountSettings.CatalogNo"/>).</summary>
    public long Number { get; }

    /// <summary>What discovery shows and resources are checked against.</summary>
    public ScimSchemas Schemas { get; }

    /// <summary>User, Group, and the account's own.</summary>
    public IReadOnlyList<TypeCatalog> Types { get; }

    /// <summary>The type of this name, or null.</summary>
    public TypeCatalog? Find(string name) => _types.GetValueOrDefault(name);

    internal TypeCatalog User => _types[StandardTypes.User.Name];

    internal TypeCatalog Group => _types[StandardTypes.Group.Name];
}
