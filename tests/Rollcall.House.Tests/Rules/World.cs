using Rollcall.House.Tests.Reading;

namespace Rollcall.House.Tests.Rules;

/// <summary>What a pure room must not touch: time, chance, threads, files, databases, networks, logs.</summary>
public static class World
{
    private static readonly string[] Namespaces =
    [
        "System.Threading.Tasks", "System.Threading.Channels", "System.IO", "System.Data", "System.Net.Http", "System.Net.Sockets", "System.Net.Security",
        "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "DbUp", "SQLitePCL",
    ];

    private static readonly HashSet<string> Types =
    [
        "System.TimeProvider", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.Thread", "System.Diagnostics.Stopwatch", "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.Console", "System.Environment",
    ];

    // Text in memory is no world.
    private static readonly HashSet<string> Harmless = ["System.IO.StringWriter", "System.IO.StringReader", "System.IO.TextWriter", "System.IO.TextReader", "System.IO.InvalidDataException"];

    public static bool Touches(Use use) =>
        Types.Contains(use.FullName) || (Namespaces.Any(n => IsIn(use.Namespace, n)) && !Harmless.Contains(use.FullName));

    /// <summary>A broken connection may be recognised by rooms that never open one.</summary>
    public static bool IsBadNews(Use use) => use.FullName is "System.Net.Sockets.SocketException" or "System.Net.Sockets.SocketError";

    public static bool IsIn(string @namespace, string ancestor) =>
        @namespace == ancestor || @namespace.StartsWith(ancestor + ".", StringComparison.Ordinal);
}
