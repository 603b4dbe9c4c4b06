using Rollcall.House.Tests.Plan;

namespace Rollcall.House.Tests.Reading;

/// <summary>The built house, read once for all tests.</summary>
public static class Built
{
    /// <summary>The namespace of the little house of sinners on which each rule shows that it can fail.</summary>
    public const string SampleProject = "Rollcall.House.Tests.Samples";

    /// <summary>Each project and its file.</summary>
    public static IReadOnlyDictionary<string, string> Assemblies { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Rollcall.Scim"] = "Rollcall.Scim.dll",
        ["Rollcall.Scim.AspNetCore"] = "Rollcall.Scim.AspNetCore.dll",
        ["Rollcall.Core"] = "Rollcall.Core.dll",
        ["Rollcall.Server"] = "rollcall.dll",
    };

    private static readonly Lazy<IReadOnlyList<BuiltType>> All = new(static () =>
        [.. Assemblies.SelectMany(static a => AssemblyReading.Read(Path.Combine(AppContext.BaseDirectory, a.Value), a.Key))]);

    private static readonly Lazy<IReadOnlyList<BuiltType>> InSamples = new(static () =>
        AssemblyReading.Read(Path.Combine(AppContext.BaseDirectory, "Rollcall.House.Tests.dll"), SampleProject));

    private static readonly Lazy<FloorPlan> ThePlan = new(static () => FloorPlanText.Parse(File.ReadAllText(Path.Combine(Sources.Root, "docs/house.md"))));

    public static IReadOnlyList<BuiltType> Types => All.Value;

    public static IReadOnlyList<BuiltType> Samples => InSamples.Value;

    public static FloorPlan Plan => ThePlan.Value;
}
