using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Enrolled devices, and the codes by which devices enrol.</summary>
internal static class DeviceTable
{
    private static readonly Table Shape = new("devices", ["key"], [
        new("key", ColumnType.Number), new("id", ColumnType.Bytes), new("user_key", ColumnType.Number), new("label", ColumnType.Text), new("public_key", ColumnType.Bytes),
        new("created", ColumnType.Number), new("last_proof", ColumnType.Number)], rowKey: true);

    private static readonly Table Codes = new("enrolments", ["key"], [
        new("key", ColumnType.Number), new("user_key", ColumnType.Number), new("digest", ColumnType.Bytes), new("expires", ColumnType.Number), new("used", ColumnType.Number)], rowKey: true);

    private static readonly Sql ByIdText = new($"select {Shape.SelectList} from devices where account = $1 and id = $2");
    private static readonly Sql OfUserText = new($"select {Shape.SelectList} from devices where account = $1 and user_key = $2 order by key");
    private static readonly Sql CodeText = new($"select {Codes.SelectList} from enrolments where account = $1 and digest = $2");

    public static Step Save(DeviceRow row) => new(Shape.Save, [[row.Account, row.Key, row.Id, row.User, row.Label, row.PublicKey, Micros.Of(row.Created), row.LastProof]]);

    public static Step Remove(DeviceRow row) => new(Shape.Remove, [[row.Account, row.Key]]);

    public static ValueTask<DeviceRow?> FindAsync(Session session, long account, Guid id, CancellationToken ct) => session.FirstAsync(ByIdText, [account, id], Read, ct);

    public static ValueTask<List<DeviceRow>> OfUserAsync(Session session, long account, long user, CancellationToken ct) => session.QueryAsync(OfUserText, [account, user], Read, ct);

    public static Step Save(EnrolmentRow row) => new(Codes.Save, [[row.Account, row.Key, row.User, row.Digest, Micros.Of(row.Expires), Micros.Of(row.Used)]]);

    public static ValueTask<EnrolmentRow?> FindCodeAsync(Session session, long account, byte[] digest, CancellationToken ct) => session.FirstAsync(
        CodeText, [account, digest], static r => new EnrolmentRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.Bytes(3), r.TimeOrNull(4)!.Value, r.TimeOrNull(5)), ct);

    private static DeviceRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0), Key = r.GetInt64(1), Id = r.Id(2), User = r.GetInt64(3), Label = r.GetString(4), PublicKey = r.Bytes(5), Created = r.TimeOrNull(6)!.Value, LastProof = r.GetInt64(7),
    };
}

/// <summary>A code by which one device may enrol once.</summary>
internal sealed record EnrolmentRow(long Account, long Key, long User, byte[] Digest, DateTimeOffset Expires, DateTimeOffset? Used);
