using System.Globalization;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.SideBySide;

/// <summary>One workload of the comparison against a server that somebody else has started.</summary>
internal static class Drive
{
    public static async Task RunAsync(Target target, string workload, int connections, double seconds)
    {
        var chosen = Workload.All.Single(w => w.Name == workload);
        var scene = await Scene.FillAsync(target, 1000);
        var figures = await ClosedLoop.RunAsync(target.Base, chosen.Prepare(scene, connections), TimeSpan.FromSeconds(seconds), static () => 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload}: {figures.PerSecond:N0} a second, median {figures.Median:0.00} ms, 99% {figures.P99:0.00} ms, longest {figures.Longest:0.00} ms"));
    }
}
