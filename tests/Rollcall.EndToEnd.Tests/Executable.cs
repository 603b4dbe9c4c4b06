using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Rollcall.EndToEnd.Tests;

/// <summary>The built program, run as people run it.</summary>
internal static class Executable
{
    /// <summary>Its path: the same configuration as this test's own build.</summary>
    public static string Path { get; } = Find();

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ended> RunAsync(Installation installation, params IReadOnlyList<string> arguments)
    {
        using var process = Start(installation, arguments);
        var ct = TestContext.Current.CancellationToken;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return new Ended(process.ExitCode, await said, await complained);
    }

    /// <summary>Starts a command with pipes.</summary>
    /// <remarks>A test that runs in the background inherits an ignored SIGINT, and so would its children: <c>env</c> takes that back.</remarks>
    public static Process Start(Installation installation, params IReadOnlyList<string> arguments) =>
        StartProgram(installation, ["/usr/bin/env", "--default-signal=INT", Path, .. arguments]);

    /// <summary>Sends a signal by name, as from the keyboard; answers the exit code.</summary>
    public static async Task<int> SignalAsync(Process process, string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Starts any program with pipes and the installation's settings.</summary>
    public static Process StartProgram(Installation installation, IReadOnlyList<string> line)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = installation.Folder };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("ROLLCALL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in installation.Settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>The repository.</summary>
    public static string Root => Own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    // tests/Rollcall.EndToEnd.Tests/bin/Debug/net10.0
    private static DirectoryInfo Own => new(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    private static string Find()
    {
        var own = Own;
        var path = System.IO.Path.Combine(Root, "src", "Rollcall.Server", "bin", own.Parent!.Name, own.Name, "rollcall");
        return File.Exists(path) ? path : throw new FileNotFoundException("The program is built with this test, but is not there.", path);
    }

    /// <summary>How a command ended.</summary>
    internal sealed record Ended(int Code, string Out, string Error)
    {
        /// <summary>The answer as JSON, of a command that ended with this code.</summary>
        public JsonElement Json(int code = 0)
        {
            Assert.True(Code == code, $"exit code {Code} instead of {code}: {Error}{Out}");
            return JsonElement.Parse(Out);
        }
    }
}
