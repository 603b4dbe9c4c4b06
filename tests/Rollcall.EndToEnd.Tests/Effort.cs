using System.Globalization;

namespace Rollcall.EndToEnd.Tests;

/// <summary>How often things are tried: ROLLCALL_EFFORT multiplies it.</summary>
internal static class Effort
{
    public static int Of(int times) =>
        times * (int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT"), CultureInfo.InvariantCulture, out var effort) ? effort : 1);
}
