using Rollcall.House.Tests.Plan;
using Rollcall.House.Tests.Reading;
using Rollcall.House.Tests.Rules;

namespace Rollcall.House.Tests;

/// <summary>The rules about names, shapes, sizes, tables, findings and links; and each on a sample, to show that it can fail.</summary>
public sealed class RuleTests
{
    private static readonly IReadOnlySet<string> OfStorage = new HashSet<string> { "lanes", "leases", "schema_version", "schema_versions" };

    [Fact]
    public void Names_say_something()
    {
        Assert.NotEmpty(Built.Types);
        House.HasNo(TypeRules.Suffixes(Built.Types).Concat(TypeRules.Names(Built.Types)));
    }

    [Fact]
    public void A_name_that_says_nothing_is_found() => House.Finds(TypeRules.Suffixes(Built.Samples).Concat(TypeRules.Names(Built.Samples)),
        "NothingManager ends in Manager", "High.High bears the name of its namespace", "Hider lies in a namespace that hides System's Console");

    [Fact]
    public void Types_are_closed()
    {
        Assert.Contains(Built.Types, static type => !type.IsOpen);
        House.HasNo(TypeRules.Closed(Built.Types));
    }

    [Fact]
    public void An_open_type_is_found_and_a_closed_family_is_not() => House.Finds(TypeRules.Closed(Built.Samples), "High.Open is", "High.HalfOpen is");

    [Fact]
    public void Methods_fit_on_a_screen()
    {
        Assert.Contains(Built.Types.SelectMany(static t => t.Methods), static m => m.File.EndsWith(".cs", StringComparison.Ordinal));
        House.HasNo(TypeRules.MethodLengths(Built.Types, limit: 60));
    }

    [Fact]
    public void A_long_method_is_found_and_tables_of_data_are_not() =>
        House.Finds(TypeRules.MethodLengths(Built.Samples.Where(static t => t.Name == "Tower"), limit: 4), "Tower.Tall has");

    [Fact]
    public void Files_can_be_read_in_one_go()
    {
        var sources = Sources.Below("src", "*.cs").Concat(Sources.Below("src", "*.razor")).ToList();
        var tests = new[] { "tests", "bench", "samples" }.SelectMany(static folder => Sources.Below(folder, "*.cs")).ToList();
        Assert.NotEmpty(sources);
        Assert.NotEmpty(tests);
        House.HasNo(TypeRules.FileLengths(sources, limit: 300).Concat(TypeRules.FileLengths(tests, limit: 500)));
    }

    [Fact]
    public void A_long_file_is_found() => House.Finds(TypeRules.FileLengths(Sources.Below("tests/Rollcall.House.Tests", "Sinners.cs"), limit: 10), "Samples/Sinners.cs has");

    [Fact]
    [Trait("incident", "asvs-1.3.12-redos")]
    public void Regular_expressions_do_not_backtrack() => House.HasNo(TypeRules.Regexes(Built.Types));

    [Fact]
    public void A_backtracking_expression_is_found()
    {
        Assert.Equal(2, Built.Samples.Sum(static t => t.RegexCount));
        House.Finds(TypeRules.Regexes(Built.Samples), "Patterns.Slow uses a regular expression");
    }

    [Fact]
    public void Each_table_is_named_in_one_room()
    {
        var migrations = Sources.Below("src/Rollcall.Core/Storage/Migrations", "*.sql");
        var tables = TableRules.CreatedBy(migrations);
        var named = TableRules.NamedIn(Built.Types, Built.Plan.Projects.Keys, tables);
        Assert.Contains("lanes", tables);
        Assert.Contains(named, static n => n is { Table: "lanes", Room.Room: "Storage" });
        Assert.Contains(named, static n => n is { Table: "changes", Room.Room: "Journal" });
        House.HasNo(TableRules.Faults(named, "Storage", OfStorage));
    }

    [Fact]
    public void A_table_with_two_owners_is_found()
    {
        var tables = new HashSet<string> { "lanes", "users" };
        var named = TableRules.NamedIn(Built.Samples, [Built.SampleProject], tables);
        House.Finds(TableRules.Faults(named, "Storage", OfStorage), "table lanes is named in", "High.Roof holds SQL on lanes");
        House.Finds(TableRules.Faults(named, "Low", new HashSet<string>()), "table lanes is named in", "Low names the table lanes", "High.Roof holds SQL on lanes");
    }

    [Fact]
    public void Every_finding_has_its_page_and_its_tests()
    {
        var codes = FindingRules.Codes(Built.Types);
        var pages = Sources.Below("docs/findings", "RC*.md").Select(static f => Path.GetFileNameWithoutExtension(f.Name)).ToHashSet(StringComparer.Ordinal);
        if (Built.Types.Any(static t => t.Namespace.StartsWith("Rollcall.Core.Diagnosis", StringComparison.Ordinal)))
        {
            Assert.NotEmpty(codes);
        }

        var tests = Sources.Below("tests", "*.cs").Where(static f => !f.Name.StartsWith("tests/Rollcall.House.Tests/", StringComparison.Ordinal));
        House.HasNo(FindingRules.Faults(codes, pages, FindingRules.ShownBy(tests.Select(static f => f.Text))));
    }

    [Fact]
    public void A_finding_without_page_or_test_is_found() => House.Finds(
        FindingRules.Faults(new HashSet<string> { "RC001", "RC002" }, new HashSet<string> { "RC001", "RC003" }, FindingRules.ShownBy(["void RC001_speaks_up() { } void RC001_is_silent() { } void RC002_speaks()"])),
        "RC002 has no page", "no test RC002_is_silent", "RC003.md explains a code that no code speaks of");

    [Fact]
    public void Links_in_the_documentation_lead_somewhere()
    {
        var pages = Sources.Below("docs", "*.md").Concat(Sources.Below(".", "*.md").Where(static f => !f.Name.Contains('/', StringComparison.Ordinal))).ToList();
        Assert.Contains(pages, static page => LinkRules.Relative(page.Text).Any());
        House.HasNo(LinkRules.Faults(pages));
    }

    [Fact]
    public void A_link_is_read_without_its_anchor_and_foreign_links_are_left_alone() =>
        Assert.Equal(["adr/0001.md"], LinkRules.Relative("[a](adr/0001.md#why) [b](https://example.org/x) [c](#here)"));
}
