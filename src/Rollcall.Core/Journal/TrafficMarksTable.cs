using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>The table of the marks of a directory's traffic.</summary>
internal static class TrafficMarksTable
{
    private const string Insert =
        "insert into traffic_marks (account, directory, mark, n, first_at, last_at) values ($1, $2, $3, $4, $5, $6) on conflict (account, directory, mark) ";

    private static readonly Sql AddText = new(
        Insert + "do update set n = traffic_marks.n + excluded.n, last_at = max(traffic_marks.last_at, excluded.last_at)",
        Insert + "do update set n = traffic_marks.n + excluded.n, last_at = greatest(traffic_marks.last_at, excluded.last_at)");

    private const string Select = "select account, directory, mark, n, first_at, last_at from traffic_marks where account = $1 ";

    private static readonly Sql OfDirectoryText = new(Select + "and directory = $2 order by mark");

    private static readonly Sql OfAccountText = new(Select + "order by directory, mark");

    public static async ValueTask<bool> AddAsync(Session session, IReadOnlyList<TrafficMark> marks, CancellationToken ct)
    {
        foreach (var m in marks)
        {
            await session.ExecuteAsync(AddText, [m.Account, m.Directory, m.Mark, m.Number, m.FirstAt, m.LastAt], ct);
        }

        return true;
    }

    public static ValueTask<List<TrafficMark>> OfDirectoryAsync(Session session, long account, long directory, CancellationToken ct) =>
        session.QueryAsync(OfDirectoryText, [account, directory], Read, ct);

    public static ValueTask<List<TrafficMark>> OfAccountAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(OfAccountText, [account], Read, ct);

    private static TrafficMark Read(DbDataReader r) => new(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetInt64(3), r.Time(4), r.Time(5));
}
