using System.Globalization;
using System.Text;
using Rollcall.Scim.Probing;

namespace Rollcall.Server.Tests.Probing;

/// <summary>docs/reference/probe-rules.md is made from the rules.</summary>
public sealed class ProbeRulesPageTests
{
    private static readonly (string From, string Title)[] Areas =
    [
        ("P-0", "Discovery and advertised features"), ("P-1", "Errors and media types"), ("P-2", "Attributes and creating"), ("P-3", "Lists, filters and versions"),
        ("P-4", "PUT"), ("P-5", "PATCH"), ("P-6", "DELETE"), ("P-7", "Bulk"), ("P-8", "Cursors"), ("P-9", "Identity providers"),
    ];

    [Fact]
    public void The_page_lists_every_rule()
    {
        var page = new StringBuilder($"""
            # The rules of rollcall probe

            This page is made from the rules; a test keeps it so (`UPDATE_GOLDEN=1` writes it anew). [How to probe a server](../guides/probe.md), [the checklist](checklist.md).

            {ProbeRules.All.Count} rules. An id means the same for ever. MUST and SHOULD are the words of the source; PRACTICE is what identity providers do or need, though no RFC demands it. A rule without a profile is run in every profile.


            """.ReplaceLineEndings("\n"));
        foreach (var (from, title) in Areas)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| rule | level | what must hold | source | profile |\n|---|---|---|---|---|\n");
            foreach (var rule in ProbeRules.All.Where(rule => rule.Id.StartsWith(from, StringComparison.Ordinal)))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Level.ToString().ToUpperInvariant()} | {Cell(rule.Title)} | {Cell(rule.Source)} | {Profiles(rule)} |\n");
            }

            page.Append('\n');
        }

        Assert.Equal(ProbeRules.All.Count, ProbeRules.All.DistinctBy(rule => rule.Id).Count());
        Golden.Match(Path.Combine(Tables.Folder(), "..", "..", "docs", "reference", "probe-rules.md"), page.ToString().TrimEnd() + "\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Profiles(ProbeRule rule) => rule.Profiles == ProbeProfiles.All ? "" : rule.Profiles.ToString().ToLowerInvariant();
}
