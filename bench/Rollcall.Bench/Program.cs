using System.Globalization;

namespace Rollcall.Bench;

/// <summary>Measures parts of Rollcall beside the raw thing they stand on, in one run, as a ratio.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not ["registrar", ..])
        {
            Console.WriteLine("""
                Usage: Rollcall.Bench registrar [SECONDS]

                Creates users through the one writer (uniqueness, user, license and journal decided) with 1, 8 and 64
                callers, beside inserts of the same rows by hand in transactions of that size. On SQLite always; on
                PostgreSQL where ROLLCALL_TEST_POSTGRES holds a connection string.
                """);
            return args is [] or ["--help"] ? 0 : 1;
        }

        var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 4;
        await RegistrarBench.RunAsync(TimeSpan.FromSeconds(seconds));
        return 0;
    }
}
