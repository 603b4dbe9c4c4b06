using System.Text.RegularExpressions;
using Rollcall.House.Tests.Reading;

namespace Rollcall.House.Tests.Rules;

/// <summary>A link in the documentation leads somewhere.</summary>
public static class LinkRules
{
    private static readonly Regex Link = new(@"\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking);

    /// <summary>Relative links of a text, without their anchors.</summary>
    public static IEnumerable<string> Relative(string markdown) =>
        Link.Matches(markdown).Select(static m => m.Groups["target"].Value.Split('#')[0])
            .Where(static t => t.Length > 0 && !t.Contains(':', StringComparison.Ordinal));

    public static IEnumerable<string> Faults(IEnumerable<SourceFile> pages) =>
        from page in pages
        from target in Relative(page.Text)
        let path = Path.Combine(Path.GetDirectoryName(page.FullPath)!, target)
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{page.Name} links to {target}, which is not there";
}
