using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>The table of exchanges. A row holds one, or a pack of plain ones; each has a number of its own: the row's and those that follow it.</summary>
internal static class ExchangesTable
{
    private static readonly Table Shape = new("exchanges", ["no"], [
        new("no", ColumnType.Number), new("at", ColumnType.Number), new("directory", ColumnType.Number), new("kind", ColumnType.Number), new("status", ColumnType.Number),
        new("code", ColumnType.Text), new("subject", ColumnType.Text), new("count", ColumnType.Number), new("packed", ColumnType.Bytes)]);

    private const string List = "account, no, directory, packed";

    private static readonly Sql AfterText = new($"select {List} from exchanges where account = $1 and no > $2 order by no limit $3");
    private static readonly Sql AtText = new($"select {List} from exchanges where account = $1 and no <= $2 order by no desc limit 1");
    private static readonly Sql OfSubjectText = new($"select {List} from exchanges where account = $1 and subject = $2 order by no desc limit $3");
    private static readonly Sql OfDirectoryText = new($"select {List} from exchanges where account = $1 and directory = $2 and kind = $3 order by no desc limit $4");
    private static readonly Sql OfNobodyText = new($"select {List} from exchanges where account = $1 and directory is null and kind = $2 order by no desc limit $3");
    private static readonly Sql HeadText = new("select no + count - 1 from exchanges where account = $1 order by no desc limit 1");
    private static readonly Sql OldestText = new("select no, at from exchanges where account = $1 order by no limit $2");
    private static readonly Sql ForgetText = new("delete from exchanges where account = $1 and no <= $2");
    private static readonly Sql NextText = new("select coalesce(min(account), -1) from exchanges where account > $1");

    /// <summary>The step that appends one exchange with the row's number, or a pack whose first exchange has it.</summary>
    public static Value[] Row(long account, long no, long at, IReadOnlyList<Exchange> pack)
    {
        var first = pack[0];
        var alone = pack.Count == 1;
        return
        [
            account, no, at, first.Directory, (long)(alone ? first.Kind : ExchangeKind.Read), (long)(alone ? first.Status : 0), alone ? first.Code : null,
            alone ? first.Subject : null, (long)pack.Count, ExchangePack.Write(pack),
        ];
    }

    public static Step Append(IReadOnlyList<Value[]> rows) => new(Shape.Insert, rows);

    /// <summary>Exchanges with a number above the given one, in order; a pack that the number lies in is read from there on.</summary>
    public static async ValueTask<List<(long No, Exchange Exchange)>> AfterAsync(Session session, long account, long no, int limit, CancellationToken ct)
    {
        var around = await session.QueryAsync(AtText, [account, no], Read, ct);
        var rows = await session.QueryAsync(AfterText, [account, no, (long)limit], Read, ct);
        return [.. around.Concat(rows).SelectMany(r => r).Where(e => e.No > no).Take(limit)];
    }

    public static async ValueTask<Exchange?> FindAsync(Session session, long account, long no, CancellationToken ct)
    {
        var rows = await session.QueryAsync(AtText, [account, no], Read, ct);
        return rows.SelectMany(r => r).FirstOrDefault(e => e.No == no).Exchange;
    }

    public static async ValueTask<List<(long No, Exchange Exchange)>> OfSubjectAsync(Session session, long account, string subject, int limit, CancellationToken ct) =>
        [.. (await session.QueryAsync(OfSubjectText, [account, subject, (long)limit], Read, ct)).SelectMany(r => r)];

    /// <summary>The latest of one kind, newest first; of requests that name no directory where it is null.</summary>
    public static async ValueTask<List<(long No, Exchange Exchange)>> OfDirectoryAsync(
        Session session, long account, long? directory, ExchangeKind kind, int limit, CancellationToken ct)
    {
        var rows = directory is { } key
            ? await session.QueryAsync(OfDirectoryText, [account, key, (long)kind, (long)limit], Read, ct)
            : await session.QueryAsync(OfNobodyText, [account, (long)kind, (long)limit], Read, ct);
        return [.. rows.SelectMany(r => r.Reverse()).Take(limit)];
    }

    public static ValueTask<long> HeadAsync(Session session, long account, CancellationToken ct) => session.NumberAsync(HeadText, [account], ct);

    /// <summary>The oldest rows: number, and when they were written in microseconds UTC.</summary>
    public static ValueTask<List<(long No, long At)>> OldestAsync(Session session, long account, int limit, CancellationToken ct) =>
        session.QueryAsync(OldestText, [account, (long)limit], static r => (r.GetInt64(0), r.GetInt64(1)), ct);

    public static ValueTask<int> ForgetAsync(Session session, long account, long upTo, CancellationToken ct) => session.ExecuteAsync(ForgetText, [account, upTo], ct);

    /// <summary>The next account that has exchanges, or -1.</summary>
    public static ValueTask<long> NextAccountAsync(Session session, long after, CancellationToken ct) => session.NumberAsync(NextText, [after], ct);

    private static (long No, Exchange Exchange)[] Read(DbDataReader r)
    {
        var first = r.GetInt64(1);
        return [.. ExchangePack.Read(r.Bytes(3), r.GetInt64(0), r.NumberOrNull(2)).Select((e, i) => (first + i, e))];
    }
}
