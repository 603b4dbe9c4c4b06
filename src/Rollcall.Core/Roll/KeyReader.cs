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

    private static ValueTask<List<long>> KeysAsync(Session session, Sql sql, Value[] arguments, CancellationToken ct) =>
        session.QueryAsync(sql, arguments, static r => r.GetInt64(0), ct);
}
