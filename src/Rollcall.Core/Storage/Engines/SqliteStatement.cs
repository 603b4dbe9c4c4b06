using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One prepared statement of one connection: bind, step, reset. It goes to SQLite without ADO.NET between, which cost more than SQLite did.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const uint Persistent = 1;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _parameters;

    public SqliteStatement(sqlite3 database, Sql sql)
    {
        _database = database;
        _parameters = sql.Parameters;
        Check(raw.sqlite3_prepare_v3(database, sql.Numbered, Persistent, out _statement));
        Row = new SqliteRow(_statement);
    }

    /// <summary>The row that the last <see cref="Step"/> found.</summary>
    public SqliteRow Row { get; }

    public void Bind(Value[] arguments)
    {
        for (var i = 0; i < _parameters; i++)
        {
            Check(Bind(i + 1, arguments[i]));
        }
    }

    /// <summary>True where there is a row; false at the end. It runs a statement that answers nothing.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Ends the run, so that it holds no lock; whatever went wrong was said by <see cref="Step"/>.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, Value value) => (value.IsNull, value.Type, value.Reference) switch
    {
        (true, _, _) => raw.sqlite3_bind_null(_statement, index),
        (_, _, string text) => Bind(index, text),
        (_, _, byte[] { Length: 0 }) => raw.sqlite3_bind_zeroblob(_statement, index, 0),
        (_, _, byte[] bytes) => raw.sqlite3_bind_blob(_statement, index, bytes),
        (_, _, long[] set) => Bind(index, JsonSerializer.Serialize(set)),
        (_, _, string[] set) => Bind(index, JsonSerializer.Serialize(set)),
        (_, ColumnType.Real, _) => raw.sqlite3_bind_double(_statement, index, value.Real),
        _ => raw.sqlite3_bind_int64(_statement, index, value.Number),
    };

    private int Bind(int index, string text)
    {
        const int OnStack = 512;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var utf8 = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var code = raw.sqlite3_bind_text(_statement, index, utf8[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return code;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
