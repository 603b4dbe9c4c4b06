using System.Text.RegularExpressions;

namespace Rollcall.Core.Storage;

/// <summary>One statement, known by reference: each connection prepares it once. One text serves both engines; where they must differ, the two stand side by side.</summary>
/// <remarks>Parameters are <c>$1</c>, <c>$2</c>... ; <c>{in:$2}</c> is membership in a set given by <see cref="Value.Set(IEnumerable{long})"/>.</remarks>
public sealed partial class Sql
{
    /// <summary>A statement with one text, or with one an engine.</summary>
    public Sql(string text, string? postgres = null)
    {
        Sqlite = Membership().Replace(text, "in (select value from json_each(${n}))");
        Postgres = Membership().Replace(postgres ?? text, "= any(${n})");
        Parameters = ParameterNumbers.Highest(Numbers().EnumerateMatches(Sqlite), Sqlite);
    }

    private Sql(string text, ColumnType[] key)
        : this(text)
    {
        Key = key;
        var asked = string.Join(", ", key.Select((type, i) => $"${i + 1}::{Table.ArrayOf(type)}"));
        var one = Numbers().Replace(Postgres, static number => "w.p" + number.Value[1..]);
        Shared = $"select s.*, w.n from unnest({asked}) with ordinality as w({string.Join(", ", key.Select((_, i) => $"p{i + 1}"))}, n) cross join lateral ({one}) s";
    }

    /// <summary>A read of few rows by a key, which PostgreSQL answers for many requests at once.</summary>
    /// <param name="text">The statement for one.</param>
    /// <param name="key">The types of its parameters.</param>
    public static Sql Lookup(string text, params ColumnType[] key) => new(text, key);

    /// <summary>The types of a lookup's parameters; empty for all else.</summary>
    internal IReadOnlyList<ColumnType> Key { get; } = [];

    /// <summary>A lookup's text for many: each parameter an array, and behind the columns which of them (from 1) a row answers. Null for all else.</summary>
    internal string? Shared { get; }

    /// <summary>The text for SQLite.</summary>
    public string Sqlite { get; }

    /// <summary>The text for PostgreSQL.</summary>
    public string Postgres { get; }

    /// <summary>The text for SQLite with <c>?1</c> for <c>$1</c>: SQLite takes <c>$1</c> for a name and numbers names as they come.</summary>
    internal string Numbered => Numbers().Replace(Sqlite, static match => "?" + match.Value[1..]);

    /// <summary>The highest parameter number.</summary>
    internal int Parameters { get; }

    [GeneratedRegex(@"\{in:(?<n>\$\d+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Membership();

    [GeneratedRegex(@"\$\d+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}

internal static class ParameterNumbers
{
    /// <summary>The highest number among the matches.</summary>
    public static int Highest(Regex.ValueMatchEnumerator matches, string text)
    {
        var highest = 0;
        foreach (var match in matches)
        {
            highest = Math.Max(highest, int.Parse(text.AsSpan(match.Index + 1, match.Length - 1), System.Globalization.CultureInfo.InvariantCulture));
        }

        return highest;
    }
}
