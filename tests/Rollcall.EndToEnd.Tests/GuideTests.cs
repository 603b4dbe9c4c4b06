using System.Text.RegularExpressions;

namespace Rollcall.EndToEnd.Tests;

/// <summary>The commands of a guide, run as they stand there.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public Task The_commands_of_custom_schemas_work(string store) => RunAsync(
        store, "custom-schemas.md", "Nothing was changed: this was a preview.", "Done.", "\"number\":\"B-1\"", "\"totalResults\":1", "colour", "User still names it", "a device is there");

    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public Task The_commands_of_licenses_work(string store) => RunAsync(store, "licenses.md", "would lose", "those selected", "system");

    private static async Task RunAsync(string store, string guide, params string[] expected)
    {
        await using var installation = await Installation.CreateAsync(store);
        await using var server = await ServerProcess.StartAsync(installation);
        var token = Token().Match(server.Said).Value;
        var directory = (await Executable.RunAsync(installation, "directory", "list", "--json")).Json().GetProperty("items").EnumerateArray().First(static d => d.GetProperty("kind").GetString() == "scim");
        var page = await File.ReadAllTextAsync(Path.Combine(Executable.Root, "docs", "guides", guide), TestContext.Current.CancellationToken);
        var blocks = Block().Matches(page).Select(static match => match.Groups["lines"].Value);
        var script = $"""
            set -euo pipefail
            rollcall() {'{'} "{Executable.Path}" "$@"; {'}'}
            BASE_URL='{directory.GetProperty("baseUrl").GetString()}'
            TOKEN='{token}'
            {string.Join('\n', blocks)}
            """;

        using var bash = Executable.StartProgram(installation, ["bash", "-c", script]);
        var ct = TestContext.Current.CancellationToken;
        var (said, complained) = (bash.StandardOutput.ReadToEndAsync(ct), bash.StandardError.ReadToEndAsync(ct));
        await bash.WaitForExitAsync(ct);
        Assert.True(bash.ExitCode == 0, $"exit code {bash.ExitCode}: {await complained}{await said}");
        foreach (var words in expected)
        {
            Assert.Contains(words, await said, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("(?s) *```bash\n(?<lines>.*?)```", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("rct_[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
