using System.Text.RegularExpressions;
using Rollcall.House.Tests.Reading;

namespace Rollcall.House.Tests.Rules;

/// <summary>Every finding code is explained to the reader and shown by tests.</summary>
public static class FindingRules
{
    private static readonly Regex Code = new("^RC[0-9]{3}$", RegexOptions.NonBacktracking);

    private static readonly Regex Shown = new("(?<code>RC[0-9]{3})_(?<how>speaks|is_silent)", RegexOptions.NonBacktracking);

    /// <summary>The codes that the code speaks of.</summary>
    public static IReadOnlySet<string> Codes(IEnumerable<BuiltType> types) =>
        types.SelectMany(static t => t.Literals).Select(static l => l.Text).Where(static text => Code.IsMatch(text)).ToHashSet(StringComparer.Ordinal);

    /// <summary>What tests show by their names: <c>RC204_speaks</c>, <c>RC204_is_silent</c>.</summary>
    public static IReadOnlySet<string> ShownBy(IEnumerable<string> testSources) =>
        testSources.SelectMany(static text => Shown.Matches(text)).Select(static m => m.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Codes without a page or a test, and pages without a code.</summary>
    public static IEnumerable<string> Faults(IReadOnlySet<string> codes, IReadOnlySet<string> pages, IReadOnlySet<string> shown)
    {
        var missing = from code in codes
                      from fault in new[]
                      {
                          pages.Contains(code) ? null : $"{code} has no page docs/findings/{code}.md",
                          shown.Contains(code + "_speaks") ? null : $"no test {code}_speaks... shows it speak",
                          shown.Contains(code + "_is_silent") ? null : $"no test {code}_is_silent... shows it silent",
                      }
                      where fault is not null
                      select fault;
        return missing.Concat(pages.Except(codes).Select(static page => $"docs/findings/{page}.md explains a code that no code speaks of")).Order(StringComparer.Ordinal);
    }
}
