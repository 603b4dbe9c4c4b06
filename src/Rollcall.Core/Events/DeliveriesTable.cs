using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>The table of deliveries: the latest of each receiver, for people who look.</summary>
internal static class DeliveriesTable
{
    private static readonly Table Shape = new("deliveries", ["receiver", "no"], [
        new("receiver", ColumnType.Number), new("no", ColumnType.Number), new("at", ColumnType.Number), new("attempts", ColumnType.Number),
        new("status", ColumnType.Number), new("error", ColumnType.Text)]);

    private static readonly RowStatement RemoveOf = Shape.RemoveBy("receiver");
    private static readonly Sql LatestText = new($"select {Shape.SelectList} from deliveries where account = $1 and receiver = $2 order by no desc limit $3");

    private static readonly Sql ForgetText = new(
        """
        delete from deliveries
        where account = $1 and receiver = $2 and no <= (select no from deliveries where account = $1 and receiver = $2 order by no desc limit 1 offset $3)
        """);

    public static Step Save(long account, IReadOnlyList<DeliveryRow> rows) => new(Shape.Save, [.. rows.Select(r => new Value[]
    {
        account, r.Receiver.Value, r.No, r.At, (long)r.Attempts, r.Status, r.Error,
    })]);

    public static Step Remove(long account, RowKey receiver) => new(RemoveOf, [[account, receiver.Value]]);

    public static async ValueTask ForgetAsync(Session session, long account, RowKey receiver, int keep, CancellationToken ct) =>
        await session.ExecuteAsync(ForgetText, [account, receiver.Value, (long)keep], ct);

    public static ValueTask<List<DeliveryRow>> LatestAsync(Session session, long account, RowKey receiver, int limit, CancellationToken ct) =>
        session.QueryAsync(LatestText, [account, receiver.Value, (long)limit], Read, ct);

    private static DeliveryRow Read(DbDataReader r) => new(
        new RowKey(r.GetInt64(1)), r.GetInt64(2), r.Time(3), (int)r.GetInt64(4), (int?)r.NumberOrNull(5), r.TextOrNull(6));
}
