using System.Globalization;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Sections;
using Rollcall.Bench.SideBySide;
using Rollcall.Bench.Stress;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench;

/// <summary>Measures Rollcall beside what it stands on and what it stands next to, in one run, as a ratio.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["crash", var kills, "--store", "sqlite" or "postgres"]:
                return await TestProgram.CrashAsync(int.Parse(kills, CultureInfo.InvariantCulture), args[3]);
            case ["failover", "--minutes", var minutes]:
                return await TestProgram.FailoverAsync(double.Parse(minutes, CultureInfo.InvariantCulture));
            case ["scale", var users, "--store", "sqlite" or "postgres"]:
                return await Scale.RunAsync(int.Parse(users, CultureInfo.InvariantCulture), args[3] == "postgres" ? Postgres ?? throw new InvalidOperationException("ROLLCALL_TEST_POSTGRES is not set.") : null);
            case ["fuzz", "--minutes", var minutes, .. var rest]:
                return await TestProgram.FuzzAsync(double.Parse(minutes, CultureInfo.InvariantCulture), rest is ["--finds", var folder] ? folder : "fuzz-finds");
            case ["all", var work, var output, .. var rest]:
                return await BenchRun.RunAsync(new Run(Postgres, rest.Contains("--quick"), work, Console.Error.WriteLine), Only(rest), output);
            case ["host", var data, var limit, var postgres]:
                await OwnHost.RunAsync(data, int.Parse(limit, CultureInfo.InvariantCulture), postgres);
                return 0;
            case ["drive", var baseUrl, var token, var workload, var connections, var seconds]:
                await Drive.RunAsync(new Target(new Uri(baseUrl), token), workload, int.Parse(connections, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
                return 0;
            case ["bare"]:
                await BareServer.RunAsync();
                return 0;
            default:
                Console.WriteLine("""
                    Usage:
                      Rollcall.Bench crash KILLS --store sqlite|postgres   kills a server under load and checks every acknowledged write
                      Rollcall.Bench failover --minutes N       three servers and a database that fails over, again and again (needs PostgreSQL's programs)
                      Rollcall.Bench scale USERS --store sqlite|postgres   pulls so many users from a real slapd, again, and with 1 % changed; plans licenses
                      Rollcall.Bench fuzz --minutes N [--finds FOLDER]     sends what nobody would; inputs answered in a new way go to the folder
                      Rollcall.Bench all WORK OUTPUT [--quick] [--only PART,PART]   every part of the bench, and the page; bench/run prepares what it needs
                      Rollcall.Bench drive URL TOKEN WORKLOAD CONNECTIONS SECONDS   one workload against a server that runs
                      Rollcall.Bench host FOLDER LIMIT POSTGRES  our server with so many operations a commit, as the others are compared with it
                      Rollcall.Bench bare                       bare Kestrel alone, as the others are compared with it

                    Build everything with -c Release first. PostgreSQL takes part where ROLLCALL_TEST_POSTGRES holds a connection
                    string; scimmy needs `npm ci` in bench/peers/scimmy. bench/run does all of this.
                    """);
                return args is [] or ["--help"] ? 0 : 1;
        }
    }

    private static string? Postgres => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");

    private static List<string> Only(string[] rest) =>
        [.. rest.SkipWhile(static word => word != "--only").Skip(1).Take(1).SelectMany(static words => words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
