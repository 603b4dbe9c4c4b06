using System.Diagnostics;
using System.Globalization;

namespace Rollcall.Bench.Stress;

/// <summary>Runs tests for hours that <c>./test</c> runs for seconds: the same code, told by the environment how much.</summary>
internal static class TestProgram
{
    /// <summary>So many kills of a server under load, in folders of 40; answers the exit code.</summary>
    public static Task<int> CrashAsync(int kills, string store) => RunAsync(
        "Rollcall.EndToEnd.Tests",
        ["-method", "*Kill_9_loses_nothing_acknowledged"],
        new() { ["ROLLCALL_EFFORT"] = Math.Max(1, (kills + 39) / 40).ToString(CultureInfo.InvariantCulture), ["ROLLCALL_STORES"] = store });

    /// <summary>Fuzzes for some minutes, and leaves inputs worth keeping in a folder; answers the exit code.</summary>
    public static Task<int> FuzzAsync(double minutes, string finds) => RunAsync(
        "Rollcall.Scim.AspNetCore.Tests",
        ["-method", "*Whatever_is_sent_is_answered_and_refusals_are_whole"],
        new() { ["ROLLCALL_FUZZ_MINUTES"] = minutes.ToString(CultureInfo.InvariantCulture), ["ROLLCALL_FUZZ_FINDS"] = Path.GetFullPath(finds) });

    /// <summary>Failovers of a database under load for some minutes, each on a cluster of its own; answers the exit code.</summary>
    public static Task<int> FailoverAsync(double minutes) => RunAsync(
        "Rollcall.EndToEnd.Tests",
        ["-method", "*Neither_a_killed_server_nor_a_failover_loses_what_was_acknowledged"],
        new() { ["ROLLCALL_FLEET_MINUTES"] = minutes.ToString(CultureInfo.InvariantCulture) });

    private static async Task<int> RunAsync(string project, string[] tests, Dictionary<string, string> told)
    {
        // bench/Rollcall.Bench/bin/Release/net10.0: the same configuration of the tests.
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(root, "tests", project, "bin", own.Parent.Name, own.Name, project);
        if (!File.Exists(program))
        {
            await Console.Error.WriteLineAsync($"{program} is not there: dotnet build -c {own.Parent.Name} tests/{project}");
            return 1;
        }

        var start = new ProcessStartInfo(program, [.. tests, "-noColor", "-noLogo", "-showLiveOutput"]) { UseShellExecute = false };
        foreach (var (name, value) in told)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
