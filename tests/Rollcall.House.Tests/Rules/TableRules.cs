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

    /// <summary>Every place in the code that names one of the tables.</summary>
    public static IReadOnlyList<TableName> NamedIn(IEnumerable<BuiltType> types, IEnumerable<string> projects, IReadOnlySet<string> tables)
    {
        var named = from type in types
                    let place = Place.Of(type.Namespace, projects)
                    where place is not null
                    from literal in type.Literals
                    from table in NamesIn(literal.Text, InTable(type)).Where(tables.Contains).Distinct(StringComparer.Ordinal)
                    select new TableName(table, new Place(place.Project, place.Room), type.FullName, InTable(type));
        return [.. named.Distinct()];
    }

    /// <summary>Tables with two owners, tables of others that the storage room names, and SQL outside of <c>*Table</c> types and folders Tables.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<TableName> named, string storage, IReadOnlySet<string> ofStorage)
    {
        var owners = named.GroupBy(static n => n.Table, static n => n.Room, StringComparer.Ordinal)
            .Where(static table => table.Distinct().Count() > 1)
            .Select(static table => $"table {table.Key} is named in {string.Join(" and ", table.Distinct())}");
        var upward = named.Where(n => n.Room.Room == storage && !ofStorage.Contains(n.Table))
            .Select(n => $"{storage} names the table {n.Table} in {n.Type}, which belongs to a room above it");
        var scattered = named.Where(n => n.Room.Room != storage && !n.InTable).Select(static n => $"{n.Type} holds SQL on {n.Table}: SQL stands in *Table types or in a folder Tables");
        return owners.Concat(upward).Concat(scattered);
    }

    private static bool InTable(BuiltType type) =>
        type.Name.Split('.')[0].EndsWith("Table", StringComparison.Ordinal) || type.Namespace.EndsWith(".Tables", StringComparison.Ordinal);

    /// <summary>Where SQL stands every string is SQL, or a table's bare name; elsewhere only what reads like SQL is.</summary>
    private static IEnumerable<string> NamesIn(string text, bool inTable) => inTable || LooksLikeSql.IsMatch(text)
        ? Named.Matches(text).Select(static m => m.Groups["name"].Value).Append(inTable ? text : string.Empty)
        : [];
}

/// <summary>A table named in the code.</summary>
/// <param name="Table">The table.</param>
/// <param name="Room">The room that names it.</param>
/// <param name="Type">The type that names it.</param>
/// <param name="InTable">True where SQL may stand there.</param>
public sealed record TableName(string Table, Place Room, string Type, bool InTable);
