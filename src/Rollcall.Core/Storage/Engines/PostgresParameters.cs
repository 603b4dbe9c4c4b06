using Npgsql;
using NpgsqlTypes;

namespace Rollcall.Core.Storage.Engines;

/// <summary>Values as the driver of PostgreSQL takes them.</summary>
internal static class PostgresParameters
{
    /// <summary>One value, or a set.</summary>
    public static NpgsqlParameter Of(Value value) => value.Boxed() switch
    {
        long[] set => Numbers(set),
        string[] set => new NpgsqlParameter<string[]> { TypedValue = set, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = TypeOf(value.Type) },
        long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        var other => new NpgsqlParameter { Value = other, NpgsqlDbType = TypeOf(value.Type) },
    };

    /// <summary>A set of numbers.</summary>
    public static NpgsqlParameter Numbers(long[] set) => new NpgsqlParameter<long[]> { TypedValue = set, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    /// <summary>One argument of many rows, as an array.</summary>
    public static NpgsqlParameter Column(ColumnType type, IReadOnlyList<Value[]> rows, int column)
    {
        object values = type switch
        {
            ColumnType.Number => Collect<long?>(rows, column, static v => v.IsNull ? null : v.Number),
            ColumnType.Real => Collect<double?>(rows, column, static v => v.IsNull ? null : v.Real),
            ColumnType.Text => Collect(rows, column, static v => (string?)v.Reference),
            _ => Collect(rows, column, static v => (byte[]?)v.Reference),
        };
        return new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | TypeOf(type) };
    }

    private static T[] Collect<T>(IReadOnlyList<Value[]> rows, int column, Func<Value, T> read)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i][column]);
        }

        return values;
    }

    private static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Number => NpgsqlDbType.Bigint,
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Double,
    };
}
