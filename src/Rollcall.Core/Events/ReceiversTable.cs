using System.Buffers.Binary;
using System.Data.Common;
using System.Runtime.InteropServices;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>The table of receivers.</summary>
internal static class ReceiversTable
{
    private static readonly Table Shape = new("receivers", ["key"], [
        new("key", ColumnType.Number), new("id", ColumnType.Bytes), new("label", ColumnType.Text), new("label_key", ColumnType.Text), new("kind", ColumnType.Number),
        new("url", ColumnType.Text), new("audience", ColumnType.Text), new("kinds", ColumnType.Number), new("full_data", ColumnType.Number), new("secret", ColumnType.Bytes),
        new("state", ColumnType.Number), new("created", ColumnType.Number), new("no", ColumnType.Number), new("taken", ColumnType.Bytes), new("failures", ColumnType.Number),
        new("failing_since", ColumnType.Number), new("next_try", ColumnType.Number), new("last_error", ColumnType.Text), new("last_delivered", ColumnType.Number),
        new("delivered", ColumnType.Number), new("revision", ColumnType.Number)], rowKey: true);

    private static readonly Sql AllText = new($"select {Shape.SelectList} from receivers where account = $1 order by key");
    private static readonly Sql ByIdText = new($"select {Shape.SelectList} from receivers where account = $1 and id = $2");
    private static readonly Sql ByKeyText = new($"select {Shape.SelectList} from receivers where account = $1 and key = $2");

    /// <summary>Over all accounts, for the worker that delivers.</summary>
    private static readonly Sql SentToText = new($"select {Shape.SelectList} from receivers where state = 1 and kind <> 2");

    private static readonly Sql SealsText = new("select substr(secret, 1, 8), count(*) from receivers where secret is not null group by 1");

    private static readonly Sql SealedByOthersText = new(
        $"select {Shape.SelectList} from receivers where secret is not null and substr(secret, 1, 8) <> $1 and key > $2 order by key limit $3");

    public static Step Insert(ReceiverRow row) => new(Shape.Insert, [Values(row)]);

    public static Step Save(ReceiverRow row) => new(Shape.Save, [Values(row)]);

    public static Step Remove(ReceiverRow row) => new(Shape.Remove, [[row.Account, row.Key.Value]]);

    public static ValueTask<List<ReceiverRow>> AllAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(AllText, [account], Read, ct);

    public static ValueTask<ReceiverRow?> FindAsync(Session session, long account, ReceiverId id, CancellationToken ct) =>
        session.FirstAsync(ByIdText, [account, id.Value], Read, ct);

    public static ValueTask<ReceiverRow?> FindAsync(Session session, long account, RowKey key, CancellationToken ct) =>
        session.FirstAsync(ByKeyText, [account, key.Value], Read, ct);

    /// <summary>Those of all accounts to whom events are to be sent.</summary>
    public static ValueTask<List<ReceiverRow>> SentToAsync(Session session, CancellationToken ct) => session.QueryAsync(SentToText, [], Read, ct);

    /// <summary>Over all accounts, by which key of the ring how many secrets are sealed.</summary>
    public static ValueTask<List<(byte[] Head, long Count)>> SealsAsync(Session session, CancellationToken ct) =>
        session.QueryAsync(SealsText, [], static r => (r.Bytes(0), r.GetInt64(1)), ct);

    /// <summary>Those of all accounts whose secret another key of the ring sealed, after one of them.</summary>
    public static ValueTask<List<ReceiverRow>> SealedByOthersAsync(Session session, ulong key, RowKey after, int limit, CancellationToken ct)
    {
        var head = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(head, key);
        return session.QueryAsync(SealedByOthersText, [head, after.Value, (long)limit], Read, ct);
    }

    private static Value[] Values(ReceiverRow r) =>
    [
        r.Account, r.Key.Value, r.Id.Value, r.Label, r.Label.ToLowerInvariant(), (long)r.Kind, r.Url?.AbsoluteUri, r.Audience, (long)r.Kinds, r.Full, r.Secret,
        (long)r.State, r.Created, r.No, r.Taken.Count == 0 ? null : MemoryMarshal.AsBytes<long>(r.Taken.ToArray()).ToArray(), (long)r.Failures,
        Micros.Of(r.FailingSince), Micros.Of(r.NextTry), r.LastError, Micros.Of(r.LastDelivered), r.Delivered, r.Revision,
    ];

    private static ReceiverRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Key = new RowKey(r.GetInt64(1)),
        Id = new ReceiverId(r.Id(2)),
        Label = r.GetString(3),
        Kind = (ReceiverKind)r.GetInt64(5),
        Url = r.TextOrNull(6) is { } url ? new Uri(url) : null,
        Audience = r.GetString(7),
        Kinds = (EventKinds)r.GetInt64(8),
        Full = r.Flag(9),
        Secret = r.BytesOrNull(10),
        State = (ReceiverState)r.GetInt64(11),
        Created = r.Time(12),
        No = r.GetInt64(13),
        Taken = r.BytesOrNull(14) is { } taken ? MemoryMarshal.Cast<byte, long>(taken).ToArray() : [],
        Failures = (int)r.GetInt64(15),
        FailingSince = r.TimeOrNull(16),
        NextTry = r.TimeOrNull(17),
        LastError = r.TextOrNull(18),
        LastDelivered = r.TimeOrNull(19),
        Delivered = r.GetInt64(20),
        Revision = r.GetInt64(21),
    };
}
