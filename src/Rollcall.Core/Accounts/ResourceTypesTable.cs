using System.Data.Common;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Accounts;

/// <summary>The table of custom resource types, and of what an account added to User and Group.</summary>
public static class ResourceTypesTable
{
    private static readonly Table Shape = new("resource_types", ["name_key"], [
        new("name_key", ColumnType.Text), new("name", ColumnType.Text), new("number", ColumnType.Number), new("version", ColumnType.Number),
        new("created", ColumnType.Number), new("modified", ColumnType.Number), new("doc", ColumnType.Bytes)]);

    private static readonly Sql AllText = new($"select {Shape.SelectList} from resource_types where account = $1 order by number");

    /// <summary>All of an account, in the order of their numbers.</summary>
    public static ValueTask<List<ResourceTypeRow>> AllAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(AllText, [account], Read, ct);

    /// <summary>The step that writes one.</summary>
    public static Step Save(long account, ResourceTypeRow row) =>
        new(Shape.Save, [[account, row.Name.ToLowerInvariant(), row.Name, row.Number, row.Version, row.Created, row.Modified, row.Document]]);

    /// <summary>The step that removes one.</summary>
    public static Step Remove(long account, ResourceTypeRow row) => new(Shape.Remove, [[account, row.Name.ToLowerInvariant()]]);

    private static ResourceTypeRow Read(DbDataReader r) => new(r.GetString(2), r.GetInt64(3), r.GetInt64(4), r.Time(5), r.Time(6), r.Bytes(7));
}
