using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>The table of admissions.</summary>
public static class AdmissionsTable
{
    private static readonly Table Shape = new("admissions", ["no"], [
        new("no", ColumnType.Number), new("at", ColumnType.Number), new("reference_digest", ColumnType.Bytes), new("subject", ColumnType.Number),
        new("address", ColumnType.Text), new("decision", ColumnType.Text), new("facts", ColumnType.Bytes)]);

    private static readonly Sql ByReferenceText = new($"select {Shape.SelectList} from admissions where account = $1 and reference_digest = $2");
    private static readonly Sql OfSubjectText = new($"select {Shape.SelectList} from admissions where account = $1 and subject = $2 order by no desc limit $3");
    private static readonly Sql LatestText = new($"select {Shape.SelectList} from admissions where account = $1 order by no desc limit $2");
    private static readonly Sql AfterText = new($"select {Shape.SelectList} from admissions where account = $1 and no > $2 order by no limit $3");
    private static readonly Sql HeadText = new("select coalesce(max(no), 0) from admissions where account = $1");
    private static readonly Sql OneText = new($"select {Shape.SelectList} from admissions where account = $1 and no = $2");

    /// <summary>The step that appends rows.</summary>
    public static Step Append(IReadOnlyList<AdmissionRow> rows) => new(Shape.Insert, [.. rows.Select(Values)]);

    /// <summary>The admission that a reference names within an account, or null.</summary>
    public static ValueTask<AdmissionRow?> FindByReferenceAsync(Session session, long account, byte[] digest, CancellationToken ct) =>
        session.FirstAsync(ByReferenceText, [account, digest], Read, ct);

    /// <summary>The latest of a user, newest first.</summary>
    public static ValueTask<List<AdmissionRow>> OfSubjectAsync(Session session, long account, long subject, int limit, CancellationToken ct) =>
        session.QueryAsync(OfSubjectText, [account, subject, (long)limit], Read, ct);

    /// <summary>The latest of an account, newest first.</summary>
    public static ValueTask<List<AdmissionRow>> LatestAsync(Session session, long account, int limit, CancellationToken ct) =>
        session.QueryAsync(LatestText, [account, (long)limit], Read, ct);

    /// <summary>Admissions after a number, oldest first: the feed.</summary>
    public static ValueTask<List<AdmissionRow>> AfterAsync(Session session, long account, long no, int limit, CancellationToken ct) =>
        session.QueryAsync(AfterText, [account, no, (long)limit], Read, ct);

    /// <summary>One admission, or null.</summary>
    public static ValueTask<AdmissionRow?> FindAsync(Session session, long account, long no, CancellationToken ct) =>
        session.FirstAsync(OneText, [account, no], Read, ct);

    internal static ValueTask<long> HeadAsync(Session session, long account, CancellationToken ct) => session.NumberAsync(HeadText, [account], ct);

    private static Value[] Values(AdmissionRow r) => [r.Account, r.No, r.At, r.ReferenceDigest, r.Subject, r.Address, r.Decision, r.Facts];

    private static AdmissionRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        No = r.GetInt64(1),
        At = r.GetInt64(2),
        ReferenceDigest = r.BytesOrNull(3),
        Subject = r.NumberOrNull(4),
        Address = r.TextOrNull(5),
        Decision = r.GetString(6),
        Facts = r.Bytes(7),
    };
}
