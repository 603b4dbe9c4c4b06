namespace Rollcall.EndToEnd.Tests;

/// <summary>The example of docs/reference/scripting.md does what the page says, typed as it stands there.</summary>
public sealed class ScriptTests
{
    private const string Fence = "```bash\n";

    [Fact]
    public async Task A_script_gets_a_fresh_account_and_pushes_to_it()
    {
        Assert.SkipUnless(IsThere("jq") && IsThere("curl"), "jq and curl are not on this machine.");
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var server = await ServerProcess.StartAsync(installation);
        File.CreateSymbolicLink(Path.Combine(installation.Folder, "rollcall"), Executable.Path);
        var script = $"set -euo pipefail\nPATH=\"$PWD:$PATH\"\n{Example()}";

        using var bash = Executable.StartProgram(installation, ["bash", "-c", script]);
        var (said, complained) = (bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(bash.ExitCode == 0, await complained + await said);
        Assert.Contains("Nothing is wrong: anna@acme.example may connect.", await said, StringComparison.Ordinal);
    }

    // The first block of the page.
    private static string Example()
    {
        var page = File.ReadAllText(Path.Combine(Executable.Root, "docs", "reference", "scripting.md"));
        var from = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return page[from..page.IndexOf("\n```", from, StringComparison.Ordinal)];
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
