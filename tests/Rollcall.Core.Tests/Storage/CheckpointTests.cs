using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

public sealed class CheckpointTests
{
    private const int Rows = 50;

    private static readonly Sql Create = new("create table pages (account integer, key integer, body blob, primary key (account, key)) strict");
    private static readonly Sql Insert = new("insert into pages (account, key, body) values (0, $1, zeroblob($2))");
    private static readonly Sql Change = new("update pages set body = randomblob($2) where account = 0 and key = $1");
    private static readonly Sql Sizes = new("select sum(length(body)) from pages where account = $1");

    [Fact]
    public async Task The_log_begins_anew_while_commits_keep_coming_and_nothing_of_it_is_lost()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var ct = TestContext.Current.CancellationToken;
        await test.Store.WriteAsync(0, 0, async (s, _, c) => { await s.ExecuteAsync(Create, [], c); return 0; });
        for (var row = 1; row <= Rows; row++)
        {
            await WriteAsync(test.Store, Insert, row, 40_000);
        }

        // 300 MB of pages, each commit 400 kB: five times what the log may hold.
        for (var round = 0; round < 15; round++)
        {
            for (var row = 1; row <= Rows; row++)
            {
                await WriteAsync(test.Store, Change, row, 400_000 + round);
            }
        }

        Assert.InRange(new FileInfo(test.Options.File + "-wal").Length, 1, 128L << 20);
        await test.Store.DisposeAsync();
        await using var again = Store.Open(test.Options, TimeProvider.System);
        Assert.Equal(Rows * 400_014L, await again.ReadAsync((s, c) => s.NumberAsync(Sizes, [0L], c), ct));
    }

    private static Task WriteAsync(Store store, Sql sql, long row, long size) =>
        store.WriteAsync(0, 0, async (s, _, c) => { await s.ExecuteAsync(sql, [row, size], c); return 0; });
}
