using System.Text.RegularExpressions;
using Rollcall.House.Tests.Plan;
using Rollcall.House.Tests.Reading;

namespace Rollcall.House.Tests.Rules;

/// <summary>Each SQL table has one owner: the only room whose SQL names it.</summary>
public static class TableRules
{
    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    private static readonly Regex Created = new(@"^\s*create\s+(unlogged\s+)?table\s+(if\s+not\s+exists\s+)?(?<name>\w+)", Plain | RegexOptions.IgnoreCase);

    // SQL is written lower case, one clause a line; so a line that begins with such a word is SQL, and a sentence in English is not.
    private static readonly Regex LooksLikeSql =
        new(@"^\s*(select|insert\s+into|update|delete\s+from|from|join|left\s+join|with|merge\s+into|analyze|truncate)\b", Plain);

    private static readonly Regex Named = new(@"\b(from|join|into|update|table|analyze|truncate|exists|using)\s+(?<name>[a-z_]\w*)", Plain);

    /// <summary>The tables that the migrations create.</summary>
    public static IReadOnlySet<string> CreatedBy(IEnumerable<SourceFile> migrations) =>
        migrations.SelectMany(static file => Created.Matches(file.Text)).Select(static m => m.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>For each table the rooms whose SQL names it.</summary>
    public static ILookup<string, Place> Owners(IEnumerable<BuiltType> types, IEnumerable<string> projects, IReadOnlySet<string> tables)
    {
        var named = from type in types
                    let place = Place.Of(type.Namespace, projects)
                    where place is not null
                    from literal in type.Literals
                    where LooksLikeSql.IsMatch(literal.Text)
                    from Match match in Named.Matches(literal.Text)
                    let table = match.Groups["name"].Value
                    where tables.Contains(table)
                    select (Table: table, Room: new Place(place.Project, place.Room));
        return named.Distinct().ToLookup(static n => n.Table, static n => n.Room, StringComparer.Ordinal);
    }

    /// <summary>Tables with two owners, and tables of others that the storage room names.</summary>
    public static IEnumerable<string> Faults(ILookup<string, Place> owners, string storage, IReadOnlySet<string> ofStorage)
    {
        foreach (var table in owners)
        {
            if (table.Count() > 1)
            {
                yield return $"table {table.Key} is named in {string.Join(" and ", table)}";
            }

            if (table.Any(place => place.Room == storage) && !ofStorage.Contains(table.Key))
            {
                yield return $"{storage} names the table {table.Key}, which belongs to a room above it";
            }
        }
    }
}
