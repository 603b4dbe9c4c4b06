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
