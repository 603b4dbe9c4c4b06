using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>Reads the journal of an account: changes, exchanges and admissions in one order.</summary>
public sealed class JournalReader(Store store)
{
    /// <summary>Lines with a number above the given one, oldest first.</summary>
    public ValueTask<List<JournalEntry>> AfterAsync(long account, long no, int limit, CancellationToken ct) =>
        store.SnapshotAsync(
            async (session, c) => Merge(
                await ChangesTable.AfterAsync(session, account, no, limit, c),
                await ExchangesTable.AfterAsync(session, account, no, limit, c),
                await AdmissionsTable.AfterAsync(session, account, no, limit, c)).OrderBy(e => e.No).Take(limit).ToList(),
            ct);

    /// <summary>The latest lines of a person or group, newest first: by key what changed and who connected, by name who was looked for or refused.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="subject">The key of the user or group, or null where there is none.</param>
    /// <param name="name">The case key of the name, or null.</param>
    /// <param name="limit">How many lines at most.</param>
    /// <param name="ct">Cancels.</param>
    public ValueTask<List<JournalEntry>> OfSubjectAsync(long account, long? subject, string? name, int limit, CancellationToken ct) =>
        store.SnapshotAsync(
            async (session, c) => Merge(
                subject is { } key ? await ChangesTable.OfSubjectAsync(session, account, key, limit, c) : [],
                name is null ? [] : await ExchangesTable.OfSubjectAsync(session, account, ExchangeBounds.Subject(name), limit, c),
                subject is { } user ? await AdmissionsTable.OfSubjectAsync(session, account, user, limit, c) : []).OrderByDescending(e => e.No).Take(limit).ToList(),
            ct);

    /// <summary>The latest exchanges of one kind at a directory, newest first; of requests that name no directory where it is null.</summary>
    public ValueTask<List<JournalEntry>> OfDirectoryAsync(long account, long? directory, ExchangeKind kind, int limit, CancellationToken ct) =>
        store.ReadAsync(
            async (session, c) => Merge([], await ExchangesTable.OfDirectoryAsync(session, account, directory, kind, limit, c), []).ToList(),
            ct);

    /// <summary>One line with all that is kept of it, or null.</summary>
    public ValueTask<JournalDetail?> FindAsync(long account, long no, CancellationToken ct) =>
        store.ReadAsync((session, c) => FindAsync(session, account, no, c), ct);

    /// <summary>The latest number given to a line; 0 where there is none. A feed that begins here tells only what is new.</summary>
    public ValueTask<long> HeadAsync(long account, CancellationToken ct) =>
        store.SnapshotAsync(
            async (session, c) => Math.Max(
                Math.Max(await ChangesTable.HeadAsync(session, account, c), await AdmissionsTable.HeadAsync(session, account, c)),
                await ExchangesTable.HeadAsync(session, account, c)),
            ct);

    /// <summary>What was counted at a directory from a minute on, where the bound was passed; of requests that name no directory for key 0.</summary>
    public ValueTask<List<ReadCount>> CountsAsync(long account, long directory, DateTimeOffset since, int limit, CancellationToken ct) =>
        store.ReadAsync((session, c) => ReadCountsTable.SinceAsync(session, account, directory, since.ToUnixTimeSeconds() / 60, limit, c), ct);

    /// <summary>What the requests of a directory showed: deviations that were tolerated, and signs of who sends them.</summary>
    public ValueTask<List<TrafficMark>> MarksAsync(long account, long directory, CancellationToken ct) =>
        store.ReadAsync((session, c) => TrafficMarksTable.OfDirectoryAsync(session, account, directory, c), ct);

    /// <summary>Those of all directories of an account, inside a read that somebody else opened.</summary>
    public static ValueTask<List<TrafficMark>> MarksAsync(Session session, long account, CancellationToken ct) => TrafficMarksTable.OfAccountAsync(session, account, ct);

    private static async ValueTask<JournalDetail?> FindAsync(Session session, long account, long no, CancellationToken ct)
    {
        if (await ChangesTable.FindAsync(session, account, no, ct) is { } change)
        {
            return new JournalDetail(JournalLines.Of(change), change, null, null);
        }

        if (await AdmissionsTable.FindAsync(session, account, no, ct) is { } admission)
        {
            return new JournalDetail(JournalLines.Of(admission), null, null, admission);
        }

        return await ExchangesTable.FindAsync(session, account, no, ct) is { } exchange
            ? new JournalDetail(JournalLines.Of(no, exchange), null, exchange, null)
            : null;
    }

    private static IEnumerable<JournalEntry> Merge(
        IEnumerable<ChangeRow> changes, IEnumerable<(long No, Exchange Exchange)> exchanges, IEnumerable<AdmissionRow> admissions) =>
        changes.Select(JournalLines.Of).Concat(exchanges.Select(e => JournalLines.Of(e.No, e.Exchange))).Concat(admissions.Select(JournalLines.Of));
}
