using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Accounts;

/// <summary>The table of custom schemas.</summary>
public static class SchemasTable
{
    private static readonly Table Shape = new("schemas", ["urn_key"], [
        new("urn_key", ColumnType.Text), new("urn", ColumnType.Text), new("version", ColumnType.Number), new("created", ColumnType.Number),
        new("modified", ColumnType.Number), new("doc", ColumnType.Bytes)]);

    private static readonly Sql AllText = new($"select {Shape.SelectList} from schemas where account = $1 order by created, urn_key");

    /// <summary>All of an account, oldest first.</summary>
    public static ValueTask<List<SchemaRow>> AllAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(AllText, [account], Read, ct);

    /// <summary>The step that writes one.</summary>
    public static Step Save(long account, SchemaRow row) =>
        new(Shape.Save, [[account, row.Urn.ToLowerInvariant(), row.Urn, row.Version, row.Created, row.Modified, row.Document]]);

    /// <summary>The step that removes one.</summary>
    public static Step Remove(long account, SchemaRow row) => new(Shape.Remove, [[account, row.Urn.ToLowerInvariant()]]);

    private static SchemaRow Read(DbDataReader r) => new(r.GetString(2), r.GetInt64(3), r.Time(4), r.Time(5), r.Bytes(6));
}
