using System.Globalization;

namespace Rollcall.Scim.Tests;

/// <summary>How often properties are tried: ROLLCALL_EFFORT multiplies it.</summary>
internal static class Effort
{
    public static long Of(long iterations) =>
        iterations * (int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT"), CultureInfo.InvariantCulture, out var effort) ? effort : 1);
}
