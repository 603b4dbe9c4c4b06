using System.Data.Common;

namespace Rollcall.Core.Storage;

/// <summary>Rows to fetch, save or remove by one <see cref="RowStatement"/>; several travel in one round trip.</summary>
/// <param name="Statement">What to run.</param>
/// <param name="Rows">The rows of arguments.</param>
/// <param name="Read">Called for each row that comes back; null where none do.</param>
public sealed record Step(RowStatement Statement, IReadOnlyList<Value[]> Rows, Action<DbDataReader>? Read = null);

/// <summary>One connection at work: inside a lane's transaction, or reading. Not thread-safe.</summary>
public abstract class Session
{
    private protected Session()
    {
    }

    /// <summary>Reads all rows of a query.</summary>
    public abstract ValueTask<List<T>> QueryAsync<T>(Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct);

    /// <summary>Runs a statement; answers how many rows it touched.</summary>
    public abstract ValueTask<int> ExecuteAsync(Sql sql, Value[] arguments, CancellationToken ct);

    /// <summary>Runs several statements over many rows, in order, in one round trip where the engine has round trips.</summary>
    public abstract ValueTask RunAsync(IReadOnlyList<Step> steps, CancellationToken ct);

    /// <summary>Reads at most one row.</summary>
    public async ValueTask<T?> FirstAsync<T>(Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class
    {
        var rows = await QueryAsync(sql, arguments, read, ct);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Reads one number; 0 where no row comes back or it is null.</summary>
    public async ValueTask<long> NumberAsync(Sql sql, Value[] arguments, CancellationToken ct)
    {
        var rows = await QueryAsync(sql, arguments, static r => r.IsDBNull(0) ? 0 : r.GetInt64(0), ct);
        return rows.Count == 0 ? 0 : rows[0];
    }
}

/// <summary>Reading a row by ordinal.</summary>
public static class Rows
{
    /// <summary>A number or null.</summary>
    public static long? NumberOrNull(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetInt64(ordinal);

    /// <summary>A text or null.</summary>
    public static string? TextOrNull(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);

    /// <summary>Bytes.</summary>
    public static byte[] Bytes(this DbDataReader row, int ordinal) => row.GetFieldValue<byte[]>(ordinal);

    /// <summary>Bytes or null.</summary>
    public static byte[]? BytesOrNull(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetFieldValue<byte[]>(ordinal);

    /// <summary>An id.</summary>
    public static Guid Id(this DbDataReader row, int ordinal) => new(row.GetFieldValue<byte[]>(ordinal), bigEndian: true);

    /// <summary>A moment.</summary>
    public static DateTimeOffset Time(this DbDataReader row, int ordinal) => Micros.ToTime(row.GetInt64(ordinal));

    /// <summary>A moment or null.</summary>
    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.Time(ordinal);

    /// <summary>A truth value.</summary>
    public static bool Flag(this DbDataReader row, int ordinal) => row.GetInt64(ordinal) != 0;
}
