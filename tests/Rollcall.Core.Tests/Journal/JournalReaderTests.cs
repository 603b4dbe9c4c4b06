using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Journal;

public sealed class JournalReaderTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task However_it_is_paged_the_feed_is_the_same(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        await using var log = new ExchangeLog(store, new ExchangeLogOptions { ReadsPerMinute = 10_000 }, new FakeTimeProvider(Sent.Noon), NullLogger<ExchangeLog>.Instance);
        for (var round = 0; round < 12; round++)
        {
            for (var i = 0; i < 5 + round; i++)
            {
                log.Record(round % 3 == 2 ? Sent.Match(1, "alice") : Sent.Read(1, directory: 7 + (i % 2)));
            }

            await log.FlushAsync();
            await store.WriteAsync(1, 0, (s, grant, c) => ChangeAsync(s, grant, subject: 42, c));
            await store.WriteAsync(1, 0, (s, grant, c) => AdmitAsync(s, grant, subject: 42, reference: [(byte)round], c));
        }

        var reader = new JournalReader(store);
        var whole = await reader.AfterAsync(1, 0, 10_000, ct);
        Assert.Equal(1 + Enumerable.Range(5, 12).Sum() + 24, whole.Count);
        Assert.Equal(whole.OrderBy(e => e.No), whole);
        foreach (var limit in new[] { 1, 2, 7, 64, 200 })
        {
            var paged = new List<JournalEntry>();
            for (List<JournalEntry> page = await reader.AfterAsync(1, 0, limit, ct); page.Count > 0; page = await reader.AfterAsync(1, paged[^1].No, limit, ct))
            {
                Assert.InRange(page.Count, 1, limit);
                paged.AddRange(page);
            }

            Assert.Equal(whole, paged);
        }

        Assert.Empty(await reader.AfterAsync(2, 0, 100, ct));
        Assert.Equal(24, (await reader.OfSubjectAsync(1, 42, null, 100, ct)).Count);
        Assert.Equal(whole.Where(e => e.Subject == 42 || e.SubjectLabel == "alice").Reverse(), await reader.OfSubjectAsync(1, 42, "alice", 1000, ct));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_reference_opens_in_its_own_account_only(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        var no = await store.WriteAsync(1, 0, (s, grant, c) => AdmitAsync(s, grant, subject: null, reference: [1, 2, 3], c));
        var found = await store.ReadAsync((s, c) => AdmissionsTable.FindByReferenceAsync(s, 1, [1, 2, 3], c), ct);
        Assert.Equal((no, "userNotFound", "a@x.org"), (found!.No, found.Decision, found.Address));
        Assert.Null(await store.ReadAsync((s, c) => AdmissionsTable.FindByReferenceAsync(s, 2, [1, 2, 3], c), ct));
        Assert.Null(await store.ReadAsync((s, c) => AdmissionsTable.FindByReferenceAsync(s, 1, [1, 2], c), ct));
        Assert.Equal("userNotFound", (await new JournalReader(store).FindAsync(1, no, ct))?.Entry.Code);
        Assert.Single(await store.ReadAsync((s, c) => AdmissionsTable.LatestAsync(s, 1, 5, c), ct));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_tail_wakes_with_the_commit_and_gives_up_after_its_wait(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        var watch = new JournalWatch();
        store.TellCommits(watch.Committed);
        var reader = new JournalReader(store);
        var tail = new JournalTail(reader, watch, TimeProvider.System);
        var head = await reader.HeadAsync(1, ct);
        var waiting = tail.NextAsync(1, head, 10, TimeSpan.FromMinutes(1), ct);
        await store.WriteAsync(1, 0, (s, grant, c) => ChangeAsync(s, grant, subject: 42, c));
        var entry = Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(30), ct));
        Assert.True(entry.No > head);
        Assert.Empty(await tail.NextAsync(1, entry.No, 10, TimeSpan.Zero, ct));
        Assert.Empty(await tail.NextAsync(1, entry.No, 10, TimeSpan.FromMilliseconds(20), ct));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_tail_without_a_signal_looks_by_itself(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        var reader = new JournalReader(store);
        var head = await reader.HeadAsync(1, ct);
        var waiting = new JournalTail(reader, new JournalWatch(), TimeProvider.System).NextAsync(1, head, 10, TimeSpan.FromMinutes(1), ct);
        await store.WriteAsync(1, 0, (s, grant, c) => ChangeAsync(s, grant, subject: 42, c));
        Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(30), ct));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Retention_removes_old_exchanges_and_nothing_else(string engine)
    {
        await using var test = await OpenAsync(engine);
        var (store, ct) = (test.Store, TestContext.Current.CancellationToken);
        var now = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using (var log = new ExchangeLog(store, new ExchangeLogOptions { ReadsPerMinute = 1 }, now, NullLogger<ExchangeLog>.Instance))
        {
            for (var i = 0; i < 25; i++)
            {
                log.Record(Sent.Match(1, "alice") with { At = now.GetUtcNow() });
                log.Record(Sent.Match(0, "bob", directory: null) with { At = now.GetUtcNow() });
                log.Record(Sent.Read(1) with { At = now.GetUtcNow() });
            }
        }

        var reader = new JournalReader(store);
        var retention = new Retention(store, new RetentionOptions { Chunk = 10 }, now, NullLogger<Retention>.Instance);
        now.Advance(TimeSpan.FromDays(179));
        Assert.Equal(0, await retention.RunAsync(ct));
        now.Advance(TimeSpan.FromDays(2));
        Assert.Equal(25 + 25 + 1 + 1, await retention.RunAsync(ct));
        Assert.Equal(JournalKind.Change, Assert.Single(await reader.AfterAsync(1, 0, 100, ct)).Kind);
        Assert.Empty(await reader.AfterAsync(0, 0, 100, ct));
        Assert.Empty(await reader.CountsAsync(1, 7, DateTimeOffset.UnixEpoch, 10, ct));
    }

    [Fact]
    public void A_pack_comes_back_as_it_was() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 40], Gen.Enum<ExchangeKind>(), Gen.Long[0, 1_000_000], Gen.Int[100, 599]).Array[1, 80].Sample(
            many =>
            {
                var sent = many.Select(m => Sent.Read(3) with { Route = "/" + m.Item1, Kind = m.Item2, Micros = m.Item3, Status = m.Item4, Ids = [] }).ToList();
                return ExchangePack.Read(ExchangePack.Write(sent), 3, 7).Select(e => e with { Ids = sent[0].Ids }).SequenceEqual(sent.Select(e => e with { Ids = sent[0].Ids }));
            },
            iter: Effort.Of(300));

    private static async ValueTask<long> ChangeAsync(Session session, LaneGrant grant, long subject, CancellationToken ct)
    {
        var row = new ChangeRow { Account = grant.Account, No = grant.NextNo(), At = grant.At, Kind = ChangeKind.RecordChanged, Origin = Asked.By(), Subject = subject };
        await session.RunAsync([ChangesTable.Append([row])], ct);
        return row.No;
    }

    private static async ValueTask<long> AdmitAsync(Session session, LaneGrant grant, long? subject, byte[] reference, CancellationToken ct)
    {
        var row = new AdmissionRow
        {
            Account = grant.Account, No = grant.NextNo(), At = grant.At, Subject = subject, Address = "a@x.org", Decision = "userNotFound", Facts = "{}"u8.ToArray(), ReferenceDigest = reference,
        };
        await session.RunAsync([AdmissionsTable.Append([row])], ct);
        return row.No;
    }

    private static async Task<TestStore> OpenAsync(string engine)
    {
        var test = await TestStore.OpenAsync(engine);
        (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done();
        return test;
    }
}
