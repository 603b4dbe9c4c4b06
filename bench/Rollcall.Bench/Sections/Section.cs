using Rollcall.Bench.Pages;

namespace Rollcall.Bench.Sections;

/// <summary>A part of the bench that can be run by itself.</summary>
/// <param name="Name">As <c>--only</c> knows it.</param>
/// <param name="Title">Its heading on the page.</param>
/// <param name="Measure">Measures, and takes down what it finds.</param>
internal sealed record Section(string Name, string Title, Func<Run, Report, Task> Measure)
{
    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<Section> All { get; } =
    [
        new("peers", "Beside the peers", SideBySide.PeersSection.MeasureAsync),
        new("growth", "What grows with the directory and the group", Growth.GrowthSection.MeasureAsync),
        new("slowdisk", "A slow disk", SlowDisk.MeasureAsync),
        new("stalls", "Writes while a checkpoint runs", Stalls.MeasureAsync),
        new("memory", "Memory and start", MemoryUse.MeasureAsync),
        new("postgres", "PostgreSQL", PostgresSection.MeasureAsync),
        new("raw", "The one writer beside raw inserts", RegistrarBench.MeasureAsync),
        new("profile", "Where the time goes", Profiling.ProfileSection.MeasureAsync),
    ];
}
