using System.Text.RegularExpressions;
using Rollcall.House.Tests.Reading;
using Rollcall.House.Tests.Rules;

namespace Rollcall.House.Tests;

/// <summary>The page of incidents is made of the tests.</summary>
public sealed class IncidentTests
{
    private const string Page = "docs/reference/incidents.md";

    private static readonly Regex Package = new("<PackageVersion Include=\"(?<name>[^\"]+)\" Version=\"(?<version>[0-9.]+)", RegexOptions.NonBacktracking);

    [Fact]
    public void Every_incident_is_tried_or_says_why_not()
    {
        var (incidents, tried) = Read();
        Assert.True(incidents.Count > 50 && tried.Count > 40, "The incidents or their tests were not found.");
        House.HasNo(IncidentRules.Faults(incidents, tried));
    }

    [Fact]
    public void The_page_says_what_the_tests_say()
    {
        var (incidents, tried) = Read();
        var path = Path.Combine(Sources.Root, Page);
        var text = IncidentRules.Page(incidents, tried);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void An_incident_without_test_or_reason_is_found()
    {
        var tried = IncidentRules.Tried("x.cs", "    [Trait(\"incident\", \"a\")]\n    [Trait(\"incident\", \"d\")]\n    public async Task Something_holds(int x)\n").ToLookup(static t => t.Incident);
        House.Finds(
            IncidentRules.Faults(IncidentRules.Read("# id\na | w | t | because\nb | w | t |\nc | w | t | because"), tried),
            "the incident a is tried", "no test bears the incident b", "bears the incident d");
    }

    [Theory]
    [InlineData("Npgsql", "8.0.3")]
    [InlineData("Microsoft.AspNetCore.DataProtection", "10.0.7")]
    [InlineData("System.Text.Json", "8.0.5")]
    [Trait("incident", "CVE-2024-32655")]
    [Trait("incident", "CVE-2026-40372")]
    [Trait("incident", "CVE-2024-43485")]
    public void A_package_is_newer_than_its_known_hole(string name, string mended)
    {
        var versions = Package.Matches(File.ReadAllText(Path.Combine(Sources.Root, "Directory.Packages.props"))).ToDictionary(static m => m.Groups["name"].Value, static m => Version.Parse(m.Groups["version"].Value));
        Assert.NotEmpty(versions);
        Assert.True(!versions.TryGetValue(name, out var used) || used >= Version.Parse(mended), $"{name} {used} has a known hole; {mended} mends it.");
    }

    private static (IReadOnlyList<Incident> Incidents, ILookup<string, Trial> Tried) Read()
    {
        var table = File.ReadAllText(Path.Combine(Sources.Root, "tests/Rollcall.House.Tests/Incidents/incidents.cases"));
        var tests = Sources.Below("tests", "*.cs").SelectMany(static file => IncidentRules.Tried(file.Name, file.Text));
        return (IncidentRules.Read(table), tests.ToLookup(static trial => trial.Incident));
    }
}
