using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Sessions of clients.</summary>
internal static class SessionTable
{
    private static readonly Table Shape = new("sessions", ["key"], [
        new("key", ColumnType.Number), new("id", ColumnType.Bytes), new("user_key", ColumnType.Number), new("device", ColumnType.Text), new("gateway", ColumnType.Text),
        new("licensed_since", ColumnType.Number), new("started", ColumnType.Number), new("last_heartbeat", ColumnType.Number), new("ended", ColumnType.Number),
        new("ended_by", ColumnType.Text)], rowKey: true);

    private static readonly Sql ByIdText = new($"select {Shape.SelectList} from sessions where account = $1 and id = $2");

    /// <summary>account, user, started after: his sessions, newest first.</summary>
    private static readonly Sql OfUserText = new($"select {Shape.SelectList} from sessions where account = $1 and user_key = $2 and started > $3 order by started desc, key desc");

    /// <summary>account, user, limit: those that nothing has ended yet, the oldest first.</summary>
    private static readonly Sql OpenText = new($"select {Shape.SelectList} from sessions where account = $1 and user_key = $2 and ended is null order by started, key limit $3");

    /// <summary>account, user, started before, limit: those that are kept no longer.</summary>
    private static readonly Sql OldText = new($"select {Shape.SelectList} from sessions where account = $1 and user_key = $2 and started < $3 order by started limit $4");

    private static readonly RowStatement RemoveOfUser = Shape.RemoveBy("user_key", "key");

    public static Step Save(IEnumerable<SessionRow> rows) => new(Shape.Save, [.. rows.Select(Values)]);

    public static Step Remove(IEnumerable<SessionRow> rows) => new(RemoveOfUser, [.. rows.Select(r => (Value[])[r.Account, r.User, r.Key])]);

    public static ValueTask<SessionRow?> FindAsync(Session session, long account, Guid id, CancellationToken ct) => session.FirstAsync(ByIdText, [account, id], Read, ct);

    public static ValueTask<List<SessionRow>> OfUserAsync(Session session, long account, long user, DateTimeOffset after, CancellationToken ct) =>
        session.QueryAsync(OfUserText, [account, user, Micros.Of(after)], Read, ct);

    public static ValueTask<List<SessionRow>> OpenAsync(Session session, long account, long user, int limit, CancellationToken ct) =>
        session.QueryAsync(OpenText, [account, user, (long)limit], Read, ct);

    public static ValueTask<List<SessionRow>> OldAsync(Session session, long account, long user, DateTimeOffset before, int limit, CancellationToken ct) =>
        session.QueryAsync(OldText, [account, user, Micros.Of(before), (long)limit], Read, ct);

    private static Value[] Values(SessionRow s) =>
        [s.Account, s.Key, s.Id, s.User, s.Device, s.Gateway, Micros.Of(s.LicensedSince), Micros.Of(s.Started), Micros.Of(s.LastHeartbeat), Micros.Of(s.Ended), s.EndedBy];

    private static SessionRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Key = r.GetInt64(1),
        Id = r.Id(2),
        User = r.GetInt64(3),
        Device = r.GetString(4),
        Gateway = r.TextOrNull(5),
        LicensedSince = r.TimeOrNull(6)!.Value,
        Started = r.TimeOrNull(7)!.Value,
        LastHeartbeat = r.TimeOrNull(8)!.Value,
        Ended = r.TimeOrNull(9),
        EndedBy = r.TextOrNull(10),
    };
}
