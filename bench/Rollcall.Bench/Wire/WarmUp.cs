namespace Rollcall.Bench.Wire;

/// <summary>
/// How long a server answers before it is measured. .NET compiles what is called often a second time, in the background and only while little else is compiled: a server
/// that has just started spends ten seconds under load at two to four times the CPU that it needs afterwards, bare Kestrel five. Every contestant on .NET is warmed alike.
/// </summary>
internal static class WarmUp
{
    /// <summary>For one server, over all that it is then asked.</summary>
    public static readonly TimeSpan Dotnet = TimeSpan.FromSeconds(12);

    /// <summary>Scimmy is warm after a second, and slower with every user in it: more would count against it.</summary>
    public static readonly TimeSpan Node = TimeSpan.FromSeconds(3);
}
