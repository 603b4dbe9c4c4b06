using System.Diagnostics;
using System.Globalization;
using Rollcall.EndToEnd.Tests.Crash;

namespace Rollcall.EndToEnd.Tests.Fleet;

/// <summary>Several servers on one PostgreSQL: one is killed, then the database fails over to its replica.</summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    /// <summary>Issue 5: back within ten seconds. Promotion is part of it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Neither_a_killed_server_nor_a_failover_loses_what_was_acknowledged()
    {
        Assert.SkipUnless(Installation.HasPostgres, "There is no PostgreSQL.");
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        var minutes = double.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_FLEET_MINUTES"), CultureInfo.InvariantCulture, out var told) ? told : 0;
        var started = Stopwatch.GetTimestamp();
        do
        {
            await FailOverAsync(seed++);
        }
        while (Stopwatch.GetElapsedTime(started).TotalMinutes < minutes);
    }

    [Fact]
    public async Task What_three_servers_tell_fits_one_order()
    {
        Assert.SkipUnless(Installation.HasPostgres, "There is no PostgreSQL.");
        await using var run = await FailoverRun.StartAsync(Environment.TickCount);
        run.Quarrel();
        await run.RecordAsync();
        await run.StopAsync();
        Assert.Null(run.Recording.Faults().FirstOrDefault());
    }

    /// <summary>PostgreSQL calls such a commit a success, with a warning; a failover would lose it.</summary>
    [Fact]
    public async Task A_commit_that_the_replica_has_not_confirmed_is_not_acknowledged()
    {
        Assert.SkipUnless(Installation.HasPostgres, "There is no PostgreSQL.");
        await using var run = await FailoverRun.StartAsync(seed: 1);
        using var client = run.Client();
        await run.Replica.HoldAsync();
        var asked = Ledger.SendAsync(client, "POST", "Users", Bodies.User("anna"));
        await run.Primary.CancelCommitAsync();
        var answer = await asked;
        Assert.True(answer.Status == 503, $"{answer.Status} {answer.Json?.ToJsonString()}");
        await run.Replica.LetGoAsync();
        Assert.Equal(201, (await Ledger.SendAsync(client, "POST", "Users", Bodies.User("anna"))).Status);
    }

    private async Task FailOverAsync(int seed)
    {
        output.WriteLine($"ROLLCALL_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        await using var run = await FailoverRun.StartAsync(seed);
        run.Push();
        run.Quarrel();
        await run.AnswerAsync(150);
        await run.KillServerAsync(1);
        await run.AnswerAsync(150);
        await run.FailOverAsync();
        await run.AnswerAsync(300);
        await run.StopAsync();
        foreach (var ledger in run.Ledgers)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ledger.Account}: {ledger.Acknowledged} acknowledged, {ledger.Unanswered} open, longest silence {ledger.LongestSilence.TotalSeconds:0.0} s"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"contended: {run.Recording.Count} operations written down, {run.Recording.Open} of them open"));
        await run.CheckAsync(0, 2);
        Assert.Null(run.Recording.Faults().FirstOrDefault());
        Assert.All(run.Ledgers, static ledger => Assert.True(ledger.LongestSilence < Longest, $"{ledger.Account} was silent for {ledger.LongestSilence}"));
    }
}
