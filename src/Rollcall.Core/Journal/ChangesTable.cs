using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Journal;

/// <summary>The table of changes.</summary>
public static class ChangesTable
{
    private static readonly Table Shape = new("changes", ["no"], [
        new("no", ColumnType.Number), new("at", ColumnType.Number), new("directory", ColumnType.Number), new("actor", ColumnType.Text),
        new("verb", ColumnType.Text), new("route", ColumnType.Text), new("subject", ColumnType.Number), new("kind", ColumnType.Number),
        new("status", ColumnType.Number), new("code", ColumnType.Text), new("cause", ColumnType.Number), new("effects", ColumnType.Text),
        new("tolerances", ColumnType.Text), new("request", ColumnType.Bytes), new("before", ColumnType.Bytes), new("after", ColumnType.Bytes),
        new("record", ColumnType.Number), new("version", ColumnType.Number)]);

    private static readonly Sql OfSubjectText = new($"select {Shape.SelectList} from changes where account = $1 and subject = $2 and no > $3 order by no desc limit $4");
    private static readonly Sql AfterText = new($"select {Shape.SelectList} from changes where account = $1 and no > $2 order by no limit $3");
    private static readonly Sql NextBeforeText = new("select before from changes where account = $1 and subject = $2 and no > $3 and record = $4 and before is not null order by no limit 1");
    private static readonly Sql HeadText = new("select coalesce(max(no), 0) from changes where account = $1");
    private static readonly Sql OneText = new($"select {Shape.SelectList} from changes where account = $1 and no = $2");

    /// <summary>The step that appends rows.</summary>
    public static Step Append(IReadOnlyList<ChangeRow> rows) => new(Shape.Insert, [.. rows.Select(Values)]);

    /// <summary>The latest changes of a user or group, newest first.</summary>
    public static ValueTask<List<ChangeRow>> OfSubjectAsync(Session session, long account, long subject, int limit, CancellationToken ct) =>
        session.QueryAsync(OfSubjectText, [account, subject, 0L, (long)limit], Read, ct);

    /// <summary>Changes after a number, oldest first: the feed.</summary>
    public static ValueTask<List<ChangeRow>> AfterAsync(Session session, long account, long no, int limit, CancellationToken ct) =>
        session.QueryAsync(AfterText, [account, no, (long)limit], Read, ct);

    /// <summary>One change, or null.</summary>
    public static ValueTask<ChangeRow?> FindAsync(Session session, long account, long no, CancellationToken ct) =>
        session.FirstAsync(OneText, [account, no], Read, ct);

    /// <summary>A record's document after a change, where a later change has replaced it; null where none has, and the record itself holds it.</summary>
    public static ValueTask<byte[]?> DocumentAfterAsync(Session session, ChangeRow row, CancellationToken ct) =>
        session.FirstAsync(NextBeforeText, [row.Account, row.Subject, row.No, row.Record], static r => r.Bytes(0), ct);

    /// <summary>The number of the latest change; 0 where there is none.</summary>
    public static ValueTask<long> HeadAsync(Session session, long account, CancellationToken ct) => session.NumberAsync(HeadText, [account], ct);

    private static Value[] Values(ChangeRow r) =>
    [
        r.Account, r.No, r.At, r.Origin.Directory, r.Origin.Actor, r.Origin.Verb, r.Origin.Route, r.Subject, (long)r.Kind, (long)r.Origin.Status,
        r.Code, r.Cause, r.Effects, r.Origin.Tolerances, r.Origin.Request, r.Before, r.After, r.Record, r.Version,
    ];

    private static ChangeRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        No = r.GetInt64(1),
        At = r.GetInt64(2),
        Origin = new Origin
        {
            Directory = r.NumberOrNull(3),
            Actor = r.GetString(4),
            Verb = r.GetString(5),
            Route = r.GetString(6),
            Status = (int)r.GetInt64(9),
            Tolerances = r.TextOrNull(13),
            Request = r.BytesOrNull(14),
        },
        Subject = r.NumberOrNull(7),
        Kind = (ChangeKind)r.GetInt64(8),
        Code = r.TextOrNull(10),
        Cause = r.NumberOrNull(11),
        Effects = r.TextOrNull(12),
        Before = r.BytesOrNull(15),
        After = r.BytesOrNull(16),
        Record = r.NumberOrNull(17),
        Version = r.NumberOrNull(18),
    };
}
