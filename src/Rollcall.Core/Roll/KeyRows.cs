using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Rows of further keys, for who builds or removes a whole index in slices, and for who asks whether anything stands in the way.</summary>
public static class KeyRows
{
    /// <summary>Documents of a type's records behind one key and up to another, in order.</summary>
    public static ValueTask<List<(long Key, byte[] Document)>> DocumentsAsync(Session session, long account, RecordType type, long behind, long upTo, CancellationToken ct) =>
        session.QueryAsync(QueryTable.Documents, [account, behind, upTo, (long)type], static r => (r.GetInt64(0), r.Bytes(1)), ct);

    /// <summary>The highest key of the account's records; 0 where it has none.</summary>
    public static ValueTask<long> HighestAsync(Session session, long account, CancellationToken ct) =>
        session.NumberAsync(QueryTable.Highest, [account, account << 36, (account + 1) << 36], ct);

    /// <summary>Writes keys; those that stand already stay. Only in the account's lane.</summary>
    public static ValueTask SaveAsync(Session session, long account, IReadOnlyList<(FoundBy Key, long Record)> rows, CancellationToken ct) => rows.Count == 0
        ? ValueTask.CompletedTask
        : session.RunAsync([new Step(ExtraKeyTable.Save, [.. rows.Select(r => ExtraKeyTable.Values(account, new ExtraKey(r.Key.Attribute, r.Key.Value, r.Record)))])], ct);

    /// <summary>Removes some rows of an attribute; answers how many. Only in the account's lane.</summary>
    public static ValueTask<int> RemoveAsync(Session session, long account, long attribute, int limit, CancellationToken ct) =>
        session.ExecuteAsync(ExtraKeyTable.RemoveSome, [account, attribute, (long)limit], ct);

    /// <summary>Whether any record has a key.</summary>
    public static async ValueTask<bool> AnyAsync(Session session, long account, FoundBy key, CancellationToken ct) =>
        await session.NumberAsync(ExtraKeyTable.Any, [account, key.Attribute, key.Value], ct) > 0;

    /// <summary>How many records of a type there are, in all directories.</summary>
    public static ValueTask<long> CountAsync(Session session, long account, RecordType type, CancellationToken ct) =>
        session.NumberAsync(QueryTable.OfType, [account, (long)type], ct);
}
