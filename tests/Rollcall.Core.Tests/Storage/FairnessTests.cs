using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

/// <summary>One account's queue does not hold another's.</summary>
public sealed class FairnessTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_quiet_account_rides_on_the_next_commit_however_long_the_noisy_ones_queue_is(string engine)
    {
        const int Limit = 64;
        await using var test = await TestStore.OpenAsync(engine, static options => options with { BatchLimit = Limit });
        foreach (var account in new[] { 1L, 2L })
        {
            await test.Store.WriteAsync(0, 0, async (session, _, ct) => { await LaneTable.CreateAsync(session, account, 0, 0, ct); return 0; });
        }

        var (noisyDone, release) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = test.Store.WriteAsync(1, 0, async (_, _, _) => { begun.TrySetResult(); await release.Task; return 0; });
        await begun.Task;
        var noisy = Enumerable.Range(0, 1000).Select(_ => test.Store.WriteAsync(1, 0, (_, _, _) => ValueTask.FromResult(Interlocked.Increment(ref noisyDone)))).ToList();
        var quiet = test.Store.WriteAsync(2, 0, (_, _, _) => ValueTask.FromResult(Volatile.Read(ref noisyDone)));
        if (engine == "postgres")
        {
            // Another writer has it, and the noisy one's is still held.
            Assert.Equal(0, await quiet);
        }

        release.SetResult();

        // SQLite has one writer: what was written before the quiet one is at most the commit that was under way.
        Assert.InRange(await quiet, 0, Limit);
        await Task.WhenAll([held, .. noisy]);
    }
}
