using Rollcall.Bench.Pages;
using Rollcall.Bench.Sections;

namespace Rollcall.Bench.Growth;

/// <summary>How cost grows with the group, the depth of a page, and the directory; on SQLite.</summary>
internal static class GrowthSection
{
    public static async Task MeasureAsync(Run run, Report report)
    {
        await GroupGrowth.MeasureAsync(run, report, onPostgres: false);
        await PageGrowth.MeasureAsync(run, report, onPostgres: false);
        await DirectoryGrowth.MeasureAsync(run, report, onPostgres: false);
        await CycleGrowth.MeasureAsync(run, report);
    }
}
