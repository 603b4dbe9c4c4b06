using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Accounts;

/// <summary>The table of attributes whose values are kept as rows.</summary>
public static class IndexedAttributesTable
{
    private static readonly Table Shape = new("indexed_attributes", ["attr_no"], [
        new("attr_no", ColumnType.Number), new("type", ColumnType.Number), new("path", ColumnType.Text), new("is_unique", ColumnType.Number),
        new("state", ColumnType.Number), new("at_key", ColumnType.Number), new("done", ColumnType.Number), new("created", ColumnType.Number)]);

    private static readonly Sql AllText = new($"select {Shape.SelectList} from indexed_attributes where account = $1 order by attr_no");
    private static readonly Sql OneText = new($"select {Shape.SelectList} from indexed_attributes where account = $1 and attr_no = $2");

    // Read over all accounts by the worker that builds.
    private static readonly Sql UnfinishedText = new("select coalesce(min(account), -1) from indexed_attributes where account > $1 and state <> 1");

    /// <summary>All of an account, in the order of their numbers.</summary>
    public static ValueTask<List<IndexedAttributeRow>> AllAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(AllText, [account], Read, ct);

    /// <summary>The one of a number, or null.</summary>
    public static ValueTask<IndexedAttributeRow?> FindAsync(Session session, long account, long number, CancellationToken ct) =>
        session.FirstAsync(OneText, [account, number], Read, ct);

    /// <summary>The first account above a number that has an index to build or to remove; -1 where none has.</summary>
    public static ValueTask<long> NextUnfinishedAsync(Session session, long after, CancellationToken ct) => session.NumberAsync(UnfinishedText, [after], ct);

    /// <summary>The step that writes one.</summary>
    public static Step Save(long account, IndexedAttributeRow row) =>
        new(Shape.Save, [[account, row.Number, row.Type, row.Path, row.IsUnique, (long)row.State, row.At, row.Done, row.Created]]);

    /// <summary>The step that removes one.</summary>
    public static Step Remove(long account, long number) => new(Shape.Remove, [[account, number]]);

    private static IndexedAttributeRow Read(DbDataReader r) => new()
    {
        Number = r.GetInt64(1),
        Type = r.GetInt64(2),
        Path = r.GetString(3),
        IsUnique = r.Flag(4),
        State = (IndexState)r.GetInt64(5),
        At = r.GetInt64(6),
        Done = r.GetInt64(7),
        Created = r.Time(8),
    };
}
