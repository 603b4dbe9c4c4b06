using System.Globalization;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>
/// What was acknowledged survives: status, id, version and body of every write, memberships, license counts, and its row in the journal. What was not acknowledged is wholly there or not at all.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 40;

    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public async Task Kill_9_loses_nothing_acknowledged(string store)
    {
        for (var time = 0; time < Effort.Of(1); time++)
        {
            await using var installation = await Installation.CreateAsync(store);
            await RunAsync(installation, run => run.KillAsync(Kills));
        }
    }

    [Fact]
    public async Task A_database_that_drops_every_connection_loses_nothing_acknowledged()
    {
        Assert.SkipUnless(Installation.HasPostgres, "There is no PostgreSQL.");
        for (var time = 0; time < Effort.Of(1); time++)
        {
            await using var installation = await Installation.CreateAsync("postgres");
            await RunAsync(installation, run => run.BreakAsync(10, installation.TerminateBackendsAsync));
        }
    }

    [Fact]
    public async Task A_database_that_is_stopped_at_once_loses_nothing_acknowledged()
    {
        Assert.SkipUnless(Installation.HasPostgres, "There is no PostgreSQL.");
        for (var time = 0; time < Effort.Of(1); time++)
        {
            await using var cluster = await PostgresCluster.StartAsync();
            await using var installation = await Installation.CreateAsync(cluster);
            await RunAsync(installation, run => run.BreakAsync(6, cluster.CrashAndStartAsync));
        }
    }

    private async Task RunAsync(Installation installation, Func<CrashRun, Task> accidents)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"ROLLCALL_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        var run = new CrashRun(installation, seed);
        await accidents(run);
        output.WriteLine(await run.CloseAsync());
    }
}
