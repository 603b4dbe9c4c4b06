using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Scim.AspNetCore.Tests.Fuzz;

/// <summary>
/// Structure-aware fuzzing of the whole endpoint: every input of the corpus is replayed, then changed. An input that is answered in a way not seen before is changed further.
/// </summary>
/// <remarks>ROLLCALL_FUZZ_MINUTES runs it by the clock and ROLLCALL_FUZZ_FINDS names a folder for what is new; `Rollcall.Bench fuzz` sets both.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Tries = 15_000;

    private static readonly string[] Profiles = ["generic", "entra", "okta", "strict"];

    private static int Effort => int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", CultureInfo.InvariantCulture);

    public static TheoryData<string> Corpus() => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.http").Select(static path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task What_was_found_once_is_answered_well(string name)
    {
        await using var target = new FuzzTarget();
        foreach (var profile in Profiles)
        {
            Assert.Null((await target.TryAsync(Read(name), profile)).Fault);
        }
    }

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_refusals_are_whole()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"ROLLCALL_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        await using var target = new FuzzTarget();
        var (chance, seen) = (new Random(seed), new HashSet<string>(StringComparer.Ordinal));
        var mutator = new FuzzMutator(chance);
        var pool = Corpus().Select(static row => Read(row.Data)).ToList();
        Assert.True(pool.Count > 20);
        foreach (var input in pool)
        {
            seen.Add((await target.TryAsync(input, "generic")).Seen);
        }

        var minutes = double.Parse(Environment.GetEnvironmentVariable("ROLLCALL_FUZZ_MINUTES") ?? "0", CultureInfo.InvariantCulture);
        var end = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        var tried = 0L;
        for (; minutes > 0 ? TimeProvider.System.GetUtcNow() < end : tried < Tries * Effort; tried++)
        {
            var input = mutator.Mutate(pool[chance.Next(pool.Count)]);
            var (way, fault) = await target.TryAsync(input, Profiles[chance.Next(Profiles.Length)]);
            Keep(input, fault);
            Assert.True(fault is null, $"{fault}\nafter {tried.ToString(CultureInfo.InvariantCulture)} tries, of\n{input.Print()}");
            if (seen.Add(way) && input.Body.Length < 4_000 && input.Target.Length < 1_000)
            {
                pool.Add(input);
                Keep(input, null, way);
            }
        }

        output.WriteLine($"{tried.ToString(CultureInfo.InvariantCulture)} requests, {seen.Count.ToString(CultureInfo.InvariantCulture)} ways to be answered");
    }

    private static void Keep(FuzzInput input, string? fault, string? way = null)
    {
        if ((fault ?? way) is null || Environment.GetEnvironmentVariable("ROLLCALL_FUZZ_FINDS") is not { } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var text = input.Print();
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        File.WriteAllText(Path.Combine(folder, $"{(fault is null ? "way" : "fault")}-{name}.http"), text);
    }

    private static FuzzInput Read(string name) => FuzzInput.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", name)).ReplaceLineEndings("\n"));
}
