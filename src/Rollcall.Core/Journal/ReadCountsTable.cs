using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>The table of counted exchanges.</summary>
internal static class ReadCountsTable
{
    private const string Insert =
        "insert into read_counts (account, directory, minute, route, status, n, last_at, max_micros) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account, directory, minute, route, status) ";

    private static readonly Sql AddText = new(
        Insert + "do update set n = read_counts.n + excluded.n, last_at = max(read_counts.last_at, excluded.last_at), max_micros = max(read_counts.max_micros, excluded.max_micros)",
        Insert + "do update set n = read_counts.n + excluded.n, last_at = greatest(read_counts.last_at, excluded.last_at), max_micros = greatest(read_counts.max_micros, excluded.max_micros)");

    private static readonly Sql SinceText = new(
        "select account, directory, minute, route, status, n, last_at, max_micros from read_counts where account = $1 and directory = $2 and minute >= $3 order by minute, route, status limit $4");

    private static readonly Sql ForgetText = new("delete from read_counts where account = $1 and minute < $2");
    private static readonly Sql NextText = new("select coalesce(min(account), -1) from read_counts where account > $1");

    public static async ValueTask<bool> AddAsync(Session session, IReadOnlyList<ReadCount> counts, CancellationToken ct)
    {
        foreach (var c in counts)
        {
            await session.ExecuteAsync(AddText, [c.Account, c.Directory, c.Minute, c.Route, (long)c.Status, c.Number, c.LastAt, c.MostMicros], ct);
        }

        return true;
    }

    public static ValueTask<List<ReadCount>> SinceAsync(Session session, long account, long directory, long minute, int limit, CancellationToken ct) =>
        session.QueryAsync(SinceText, [account, directory, minute, (long)limit], Read, ct);

    public static ValueTask<int> ForgetAsync(Session session, long account, long beforeMinute, CancellationToken ct) =>
        session.ExecuteAsync(ForgetText, [account, beforeMinute], ct);

    /// <summary>The next account that has counts, or -1.</summary>
    public static ValueTask<long> NextAccountAsync(Session session, long after, CancellationToken ct) => session.NumberAsync(NextText, [after], ct);

    private static ReadCount Read(DbDataReader r) =>
        new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), (int)r.GetInt64(4), r.GetInt64(5), r.Time(6), r.GetInt64(7));
}
