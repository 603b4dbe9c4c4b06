using System.Globalization;
using Rollcall.Bench.Peers;
using Rollcall.Bench.SideBySide;

namespace Rollcall.Bench;

/// <summary>Measures Rollcall beside what it stands on and what it stands next to, in one run, as a ratio.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["registrar", .. var rest]:
                await RegistrarBench.RunAsync(Seconds(rest, 0, 4));
                return 0;
            case ["peers", .. var rest]:
                var comparison = await new Comparison(Postgres, (int)Seconds(rest, 0, 3).TotalSeconds, Seconds(rest, 1, 3)).RunAsync(Console.Error.WriteLine);
                Console.WriteLine(ComparisonTable.Write(comparison));
                return 0;
            case ["bare"]:
                await BareServer.RunAsync();
                return 0;
            default:
                Console.WriteLine("""
                    Usage:
                      Rollcall.Bench peers [ROUNDS] [SECONDS]   Rollcall on SQLite and PostgreSQL, scimmy, bare Kestrel: interleaved rounds
                      Rollcall.Bench registrar [SECONDS]        the one writer beside inserts of the same rows by hand
                      Rollcall.Bench bare                       bare Kestrel alone, as the others are compared with it

                    Build everything with -c Release first. PostgreSQL takes part where ROLLCALL_TEST_POSTGRES holds a connection
                    string; scimmy needs `npm ci` in bench/peers/scimmy. bench/run does all of this.
                    """);
                return args is [] or ["--help"] ? 0 : 1;
        }
    }

    private static string? Postgres => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");

    private static TimeSpan Seconds(string[] args, int at, double otherwise) =>
        TimeSpan.FromSeconds(args.Length > at ? double.Parse(args[at], CultureInfo.InvariantCulture) : otherwise);
}
