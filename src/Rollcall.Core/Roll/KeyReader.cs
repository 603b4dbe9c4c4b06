using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Finds the keys of records by an index, and reads records by key. The keys of more than the limit are not read.</summary>
public static class KeyReader
{
    /// <summary>Records of these keys that are there, in order of keys.</summary>
    public static ValueTask<List<StoredRecord>> RecordsAsync(Session session, long account, IEnumerable<long> keys, CancellationToken ct) =>
        session.QueryAsync(QueryTable.ByKeys, [account, Value.Set(keys)], RecordReader.Read, ct);

    /// <summary>Records of these keys in any state, those that were deleted too; in no order.</summary>
    public static ValueTask<List<StoredRecord>> AnyAsync(Session session, long account, IEnumerable<long> keys, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.AnyByKeys, [account, Value.Set(keys)], RecordReader.Read, ct);

    /// <summary>The ids of records of these keys in any state.</summary>
    public static async ValueTask<Dictionary<long, Guid>> IdsAsync(Session session, long account, IEnumerable<long> keys, CancellationToken ct)
    {
        var rows = await session.QueryAsync(RecordReadTable.IdsByKeys, [account, Value.Set(keys)], static r => (Key: r.GetInt64(0), Id: r.Id(1)), ct);
        return rows.ToDictionary(static row => row.Key, static row => row.Id);
    }

    /// <summary>What has changed since a moment, that moment included; in no order.</summary>
    public static ValueTask<List<long>> ModifiedSinceAsync(Session session, long account, long directory, RecordType type, DateTimeOffset since, int limit, CancellationToken ct) =>
        KeysAsync(session, QueryTable.ModifiedSince, [account, directory, (long)type, since, (long)limit], ct);

    /// <summary>The inactive, in order.</summary>
    public static ValueTask<List<long>> InactiveAsync(Session session, long account, long directory, RecordType type, int limit, CancellationToken ct) =>
        KeysAsync(session, QueryTable.Inactive, [account, directory, (long)type, (long)limit], ct);

    /// <summary>Users of a displayName, in order.</summary>
    public static ValueTask<List<long>> UsersByDisplayNameAsync(Session session, long account, long directory, string caseKey, int limit, CancellationToken ct) =>
        KeysAsync(session, QueryTable.UsersByDisplayName, [account, directory, caseKey, (long)limit], ct);

    /// <summary>Members of a group of any directory, in order.</summary>
    public static ValueTask<List<long>> MembersAsync(Session session, long account, Guid group, int limit, CancellationToken ct) =>
        KeysAsync(session, QueryTable.MembersOf, [account, group, (long)limit], ct);

    /// <summary>Records of all directories that are found by a further key, in order.</summary>
    public static ValueTask<List<long>> ByFurtherKeyAsync(Session session, long account, FoundBy key, int limit, CancellationToken ct) =>
        KeysAsync(session, QueryTable.ByFurtherKey, [account, key.Attribute, key.Value, (long)limit], ct);

    /// <summary>The key from which on everything was created at a moment (microseconds) or later: time never goes back in a lane, so that halving finds it.</summary>
    public static async ValueTask<long> FirstCreatedAsync(Session session, long account, long directory, RecordType type, long since, CancellationToken ct)
    {
        var (low, high) = (account << 36, await session.NumberAsync(QueryTable.LastKey, [account, directory, (long)type], ct) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await session.QueryAsync(QueryTable.NextCreated, [account, directory, (long)type, middle], r => (Key: r.GetInt64(0), Created: r.GetInt64(1)), ct);
            if (next is not [var found] || found.Created >= since)
            {
                high = middle;
            }
            else
            {
                low = found.Key + 1;
            }
        }

        return low;
    }

    private static ValueTask<List<long>> KeysAsync(Session session, Sql sql, Value[] arguments, CancellationToken ct) =>
        session.QueryAsync(sql, arguments, static r => r.GetInt64(0), ct);
}
