using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>docs/reference/configuration.md names every option as it is, on the command line, in the environment and in the settings file.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly string[] s_rows =
        [.. File.ReadLines(Path.Combine(Tables.Folder(), "..", "..", "docs", "reference", "configuration.md")).Where(static line => line.StartsWith("| `--", StringComparison.Ordinal))];

    [Fact]
    public void Every_option_has_its_row_with_its_three_names() => Assert.All(ServerKey.All, static key => Assert.Contains(
        s_rows,
        row => row.StartsWith($"| `--{key.Name} ", StringComparison.Ordinal) && row.Contains($"| `{key.Variable}` |", StringComparison.Ordinal) && row.Contains($"| `{key.Setting}`", StringComparison.Ordinal)));

    [Fact]
    public void No_variable_is_named_that_is_none() => Assert.All(
        s_rows.SelectMany(static row => row.Split('`')).Where(static word => word.StartsWith(ServerKey.Prefix, StringComparison.Ordinal)),
        static word => Assert.Contains(word, ServerKey.All.Select(static key => key.Variable).Append(OptionSources.FileVariable)));
}
