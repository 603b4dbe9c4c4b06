using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Journal;

/// <summary>What requests showed is summed up by directory, over flushes and over restarts, and no account sees another's.</summary>
public sealed class TrafficMarkTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Marks_are_summed_by_directory(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var accounts = new AccountRegister(test.Store);
        Assert.Equal(1, (await accounts.CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done().Number);
        Assert.Equal(2, (await accounts.CreateAsync("Other", "other", UserIdType.Email, Asked.By())).Done().Number);
        for (var restart = 0; restart < 2; restart++)
        {
            await using var log = new ExchangeLog(test.Store, new ExchangeLogOptions(), new FakeTimeProvider(Sent.Noon), NullLogger<ExchangeLog>.Instance);
            for (var i = 0; i < 5; i++)
            {
                var at = Sent.Noon.AddMinutes((10 * restart) + i);
                log.Count(new TrafficMark(1, 7, "op-case", 2, at, at));
                log.Count(new TrafficMark(1, 8, "op-case", 1, at, at));
                log.Count(new TrafficMark(2, 7, "op-case", 100, at, at));
                if (i == 2)
                {
                    await log.FlushAsync();
                }
            }
        }

        var marks = await new JournalReader(test.Store).MarksAsync(1, 7, ct);
        Assert.Equal([new TrafficMark(1, 7, "op-case", 20, Sent.Noon, Sent.Noon.AddMinutes(14))], marks);
        Assert.Equal([7L, 8L], (await test.Store.ReadAsync((s, c) => JournalReader.MarksAsync(s, 1, c), ct)).Select(m => m.Directory));
    }
}
