using System.Diagnostics;
using System.Globalization;

namespace Rollcall.Bench.Pages;

/// <summary>When and on what it was measured.</summary>
/// <param name="Date">The day and minute, UTC.</param>
/// <param name="Commit">The commit, with a plus where the tree held changes to the product or the bench.</param>
/// <param name="Machine">Processor, cores, memory.</param>
/// <param name="Software">Kernel, runtime.</param>
/// <param name="Load">Load average of a minute, before and after.</param>
/// <param name="IsQuick">Whether it was a quick look: few and short rounds.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Stamp(string Date, string Commit, string Machine, string Software, string Load, bool IsQuick, int Seconds)
{
    public static Stamp Begin(bool quick) => new(
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        Said("git", "rev-parse", "--short=9", "HEAD") + (Said("git", "status", "--porcelain", "--", "src", "bench").Length > 0 ? "+" : ""),
        $"{Value("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount} cores, {long.Parse(Value("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024} GiB",
        $"{Said("uname", "-sr")}, .NET {Environment.Version}",
        LoadNow(),
        quick,
        0);

    public Stamp End(TimeSpan took) => this with { Load = $"{Load} before, {LoadNow()} after", Seconds = (int)took.TotalSeconds };

    private static string LoadNow() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Value(string file, string key) =>
        File.ReadLines(file).First(line => line.StartsWith(key, StringComparison.Ordinal)).Split(':', 2)[1].Trim();

    private static string Said(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Peers.Starting.Root })!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return said;
    }
}
