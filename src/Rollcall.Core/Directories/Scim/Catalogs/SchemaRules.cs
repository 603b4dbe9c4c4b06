using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>What an account may define, and which changes of a schema would break the resources that carry it.</summary>
internal static class SchemaRules
{
    public const int MostSchemas = 50;
    public const int MostTypes = 20;
    public const int MostIndexes = 20;

    private const string ScimItself = "urn:ietf:params:scim:";

    public static bool IsReserved(string urn) => urn.StartsWith(ScimItself, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is found without an index that an administrator asks for.</summary>
    public static bool HasIndex(TypeCatalog type, string path) => (type.Number, path) switch
    {
        (RecordType.User, "userName" or "displayName" or "emails.value" or "active") => true,
        (RecordType.User, Urns.EnterpriseUser + ":manager.value") => true,
        (RecordType.Group, "displayName") => true,
        _ => false,
    };

    /// <summary>What a resource that was right before would be wrong by, each as part of a sentence.</summary>
    public static IReadOnlyList<string> Breaks(SchemaDefinition before, SchemaDefinition after) => [.. Breaks(before.Attributes, after.Attributes, "")];

    private static IEnumerable<string> Breaks(IReadOnlyList<AttributeDefinition> before, IReadOnlyList<AttributeDefinition> after, string within)
    {
        foreach (var old in before)
        {
            var name = within + old.Name;
            var next = after.FirstOrDefault(a => string.Equals(a.Name, old.Name, StringComparison.OrdinalIgnoreCase));
            foreach (var fault in next is null ? [$"{name} is removed"] : Breaks(old, next, name))
            {
                yield return fault;
            }
        }

        foreach (var added in after.Where(a => a.Required && !before.Any(b => string.Equals(b.Name, a.Name, StringComparison.OrdinalIgnoreCase))))
        {
            yield return $"{within}{added.Name} is new and required";
        }
    }

    private static IEnumerable<string> Breaks(AttributeDefinition old, AttributeDefinition next, string name)
    {
        if (next.Name != old.Name)
        {
            // Documents hold the name as the schema wrote it.
            yield return $"{name} is now written {next.Name}";
        }

        if (next.Type != old.Type)
        {
            yield return $"{name} has another type";
        }

        if (next.MultiValued != old.MultiValued)
        {
            yield return $"{name} becomes {(next.MultiValued ? "a list" : "a single value")}";
        }

        if (next.Required && !old.Required)
        {
            yield return $"{name} becomes required";
        }

        if (next.Uniqueness == Uniqueness.None != (old.Uniqueness == Uniqueness.None))
        {
            yield return $"{name} {(old.Uniqueness == Uniqueness.None ? "becomes unique" : "is unique no more")}";
        }

        if (next.CaseExact != old.CaseExact)
        {
            yield return $"{name} is compared in another way";
        }

        foreach (var fault in Breaks(old.SubAttributes, next.SubAttributes, name + "."))
        {
            yield return fault;
        }
    }
}
