using System.Data.Common;
using System.Runtime.InteropServices;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Users removed by hand, while that can be undone: what must be put back beside the records, which keep their documents as long.</summary>
internal static class RemovalTable
{
    private static readonly Table Shape = new("removals", ["key"], [
        new("key", ColumnType.Number), new("until", ColumnType.Number), new("actor", ColumnType.Text), new("lead_record", ColumnType.Number), new("state", ColumnType.Number),
        new("packed", ColumnType.Bytes)], rowKey: true);

    public static readonly RowStatement ByKey = Shape.FetchBy("key");
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement Remove = Shape.Remove;

    /// <summary>account, user's key.</summary>
    public static readonly Sql Find = new($"select {Shape.SelectList} from removals where account = $1 and key = $2");

    /// <summary>Over all accounts, for the worker that forgets: moment in microseconds, limit.</summary>
    public static readonly Sql Over = new($"select {Shape.SelectList} from removals where until <= $1 order by key limit $2");

    /// <summary>account, set of records' keys: forgets the documents of what stays removed.</summary>
    public static readonly Sql Forget = new("update records set doc = null where account = $1 and key {in:$2} and state = 2");

    public static Value[] Values(RemovalRow r) =>
    [
        r.Account, r.User, Micros.Of(r.Until), r.Actor, r.Lead, (long)r.State,
        MemoryMarshal.AsBytes<long>((long[])[r.Records.Count, .. r.Records.SelectMany(p => (long[])[p.Key, (long)p.Value]), .. r.Members.SelectMany(m => (long[])[m.Group, m.Member, m.Since])]).ToArray(),
    ];

    public static RemovalRow Read(DbDataReader r)
    {
        var packed = MemoryMarshal.Cast<byte, long>(r.Bytes(6)).ToArray();
        var records = packed.Skip(1).Take(2 * (int)packed[0]).Chunk(2).ToDictionary(p => p[0], p => (RecordState)p[1]);
        return new RemovalRow
        {
            Account = r.GetInt64(0), User = r.GetInt64(1), Until = r.TimeOrNull(2)!.Value, Actor = r.GetString(3), Lead = r.NumberOrNull(4), State = (RecordState)r.GetInt64(5), Records = records,
            Members = [.. packed.Skip(1 + (2 * (int)packed[0])).Chunk(3).Select(m => (m[0], m[1], m[2]))],
        };
    }
}
