using System.Globalization;
using System.Text.RegularExpressions;
using Rollcall.Scim.Probing;

namespace Rollcall.Server.Tests.Probing;

/// <summary>docs/reference/checklist.md promises nothing that is not there.</summary>
public sealed class ChecklistPageTests
{
    private const int Items = 150;

    private static readonly string s_root = Path.GetFullPath(Path.Combine(Tables.Folder(), "..", ".."));

    [Fact]
    public void Every_item_is_there_once() =>
        Assert.Equal(Enumerable.Range(1, Items), Rows().Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_item_has_the_rules_that_name_it() => Assert.All(Rows(), row =>
    {
        var item = int.Parse(row[0], CultureInfo.InvariantCulture);
        Assert.Equal(string.Join(", ", ProbeRules.All.Where(rule => rule.Checklist.Contains(item)).Select(rule => rule.Id)), row[2]);
    });

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var methods = Directory.EnumerateFiles(Path.Combine(s_root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\b[A-Z]\w+\(", RegexOptions.NonBacktracking).Select(match => match.Value[..^1]))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Rows().SelectMany(row => row[3].Split('`').Where((_, index) => index % 2 == 1)).Except(methods));
    }

    [Fact]
    public void What_no_rule_sees_has_a_remark() => Assert.Empty(Rows().Where(row => row[2].Length == 0 && row[4].Length == 0).Select(row => row[0]));

    private static IEnumerable<string[]> Rows() => File.ReadLines(Path.Combine(s_root, "docs", "reference", "checklist.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
        .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray());
}
