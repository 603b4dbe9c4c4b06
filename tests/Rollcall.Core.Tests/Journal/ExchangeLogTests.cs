using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Journal;

public sealed class ExchangeLogTests
{
    private static readonly Sql RowCount = new("select count(*) from exchanges where account = $1");

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Plain_reads_share_a_row_and_each_has_its_number(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        await using var log = Log(store);
        for (var i = 0; i < 60; i++)
        {
            log.Record(Sent.Read(1, route: "/Users/" + i) with { Ids = [.. Enumerable.Range(0, 12).Select(n => $"id-{n}")] });
            if (i % 20 == 0)
            {
                log.Record(Sent.Match(1, "alice"));
            }
        }

        await log.FlushAsync();
        Assert.Equal(4, await store.ReadAsync((s, c) => s.NumberAsync(RowCount, [1L], c), ct));
        var reader = new JournalReader(store);
        var feed = (await reader.AfterAsync(1, 0, 500, ct)).Where(e => e.Kind != JournalKind.Change).ToList();
        Assert.Equal(63, feed.Select(e => e.No).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 60).Select(i => "/Users/" + i), feed.Where(e => e.Kind == JournalKind.Read).Select(e => e.Route));
        Assert.Equal(3, (await reader.OfSubjectAsync(1, null, "alice", 10, ct)).Count);
        foreach (var entry in feed)
        {
            Assert.Equal(entry, (await reader.FindAsync(1, entry.No, ct))?.Entry);
        }

        Assert.Equal(feed[^1].No, await reader.HeadAsync(1, ct));
        Assert.Equal(10, (await reader.FindAsync(1, feed[^1].No, ct))?.Exchange?.Ids.Count);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task All_of_a_refusal_comes_back(string engine)
    {
        await using var test = await OpenAsync(engine);
        await using var log = Log(test.Store);
        var sent = Sent.Match(1, "alice") with
        {
            Kind = ExchangeKind.Refusal, Verb = "POST", Status = 409, Code = "RC206", Tolerances = "boolText=2", Directory = (1L << 36) | 5,
            Request = Encoding.UTF8.GetBytes("{\"userName\":\"\u00e4lice\"}"),
        };
        log.Record(sent);
        await log.FlushAsync();
        var reader = new JournalReader(test.Store);
        var entry = Assert.Single(await reader.OfDirectoryAsync(1, sent.Directory, ExchangeKind.Refusal, 10, TestContext.Current.CancellationToken));
        Assert.Equal((409, "RC206", "alice", "rct_AbCd1234"), (entry.Status, entry.Code, entry.SubjectLabel, entry.Actor));
        var kept = (await reader.FindAsync(1, entry.No, TestContext.Current.CancellationToken))?.Exchange;
        Assert.Equal(sent.Request, kept?.Request);
        Assert.Equal(sent with { Request = null, Ids = [] }, kept! with { Request = null, Ids = [] });
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Beyond_the_bound_exchanges_are_counted_and_none_is_lost(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider(Sent.Noon);
        await using var log = Log(store, time, new ExchangeLogOptions { NotablePerMinute = 6, ReadsPerMinute = 4, StrangersPerMinute = 2, Enough = 1000 });
        void Flood()
        {
            for (var i = 0; i < 10; i++)
            {
                log.Record(Sent.Read(1) with { At = time.GetUtcNow(), Micros = 1000 + i });
                log.Record(Sent.Match(1, "alice") with { At = time.GetUtcNow() });
                log.Record(Sent.Read(0, null) with { At = time.GetUtcNow(), Kind = ExchangeKind.Unauthorized, Status = 401, Pattern = "(none)" });
            }
        }

        Flood();
        await log.FlushAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        Flood();
        await log.FlushAsync();
        var reader = new JournalReader(store);
        var kept = (await reader.AfterAsync(1, 0, 500, ct)).CountBy(e => e.Kind).ToDictionary();
        Assert.Equal((4 + 2, 6 + 3), (kept[JournalKind.Read], kept[JournalKind.Match]));
        Assert.Equal(2 + 1, (await reader.OfDirectoryAsync(0, null, ExchangeKind.Unauthorized, 500, ct)).Count);
        var counted = await reader.CountsAsync(1, 7, Sent.Noon, 10, ct);
        Assert.Equal(20 - 6 + 20 - 9, counted.Sum(c => c.Number));
        Assert.Equal("GET /Users", Assert.Single(counted).Route);
        Assert.Equal(1009, counted[0].MostMicros);
        Assert.Equal(Sent.Noon.AddSeconds(30), counted[0].LastAt);
        Assert.Equal(20 - 3, Assert.Single(await reader.CountsAsync(0, 0, Sent.Noon, 10, ct)).Number);
    }

    [Fact]
    public async Task A_full_memory_counts_and_tells_the_meter()
    {
        await using var test = await OpenAsync("sqlite");
        await using var log = Log(test.Store, options: new ExchangeLogOptions { Capacity = 5, NotablePerMinute = 1000 });
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: "Rollcall.Journal", Name: "rollcall_journal_exchanges_counted" })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, n, tags, _) => counted += tags[0].Value is "full" ? n : 0);
        listener.Start();
        for (var i = 0; i < 12; i++)
        {
            log.Record(Sent.Match(1, "alice"));
        }

        await log.FlushAsync();
        Assert.Equal(7, counted);
        Assert.Equal(7, (await new JournalReader(test.Store).CountsAsync(1, 7, Sent.Noon, 10, TestContext.Current.CancellationToken)).Sum(c => c.Number));
    }

    [Fact]
    public void Counts_stay_bounded_whatever_is_asked()
    {
        var tally = new ReadTally();
        for (var i = 0; i < ReadTally.MostCounts + 500; i++)
        {
            tally.Add(Sent.Read(1) with { Pattern = "/" + i });
        }

        var counts = tally.Take();
        Assert.InRange(counts.Count, 1, ReadTally.MostCounts + 2);
        Assert.Equal(ReadTally.MostCounts + 500, counts.Sum(c => c.Number));
        Assert.Empty(tally.Take());
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task The_loop_writes_when_the_window_ends_and_once_more_at_the_end(string engine)
    {
        await using var test = await OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(Sent.Noon);
        var watch = new JournalWatch();
        test.Store.TellCommits(watch.Committed);
        await using var log = Log(test.Store, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var loop = log.RunAsync(stop.Token);
        log.Record(Sent.Match(1, "alice"));
        var commit = watch.NextCommit(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await commit.WaitAsync(TimeSpan.FromSeconds(30), ct);
        log.Record(Sent.Match(1, "bob"));
        await stop.CancelAsync();
        await loop;
        var feed = await new JournalReader(test.Store).AfterAsync(1, 0, 10, ct);
        Assert.Equal(["alice", "bob"], feed.Where(e => e.Kind == JournalKind.Match).Select(e => e.SubjectLabel));
    }

    [Fact]
    public async Task What_strangers_write_is_cut_and_made_printable()
    {
        await using var test = await OpenAsync("sqlite");
        await using var log = Log(test.Store);
        log.Record(Sent.Match(1, "\0" + new string('x', 5000)) with { Route = "/\u001b" + new string('y', 5000), Request = new byte[20_000] });
        await log.FlushAsync();
        var reader = new JournalReader(test.Store);
        var entry = Assert.Single(await reader.OfSubjectAsync(1, null, "\0" + new string('x', 5000), 10, TestContext.Current.CancellationToken));
        Assert.Equal((300, "/?y"), (entry.Route.Length, entry.Route[..3]));
        Assert.InRange((await reader.FindAsync(1, entry.No, TestContext.Current.CancellationToken))!.Exchange!.Request!.Length, 1, 100);
    }

    [Fact]
    public async Task An_account_that_is_not_there_does_not_stop_the_others()
    {
        await using var test = await OpenAsync("sqlite");
        await using var log = Log(test.Store);
        log.Record(Sent.Match(99, "nobody"));
        log.Record(Sent.Match(1, "alice"));
        await log.FlushAsync();
        Assert.Single(await new JournalReader(test.Store).OfSubjectAsync(1, null, "alice", 10, TestContext.Current.CancellationToken));
    }

    private static ExchangeLog Log(Store store, TimeProvider? time = null, ExchangeLogOptions? options = null) =>
        new(store, options ?? new ExchangeLogOptions(), time ?? new FakeTimeProvider(Sent.Noon), NullLogger<ExchangeLog>.Instance);

    private static async Task<TestStore> OpenAsync(string engine)
    {
        var test = await TestStore.OpenAsync(engine);
        (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done();
        return test;
    }
}
