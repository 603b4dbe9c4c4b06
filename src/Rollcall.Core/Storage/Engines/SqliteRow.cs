using System.Collections;
using System.Data.Common;
using System.Text;
using SQLitePCL;

namespace Rollcall.Core.Storage.Engines;

/// <summary>The row a statement stands on, as what <see cref="Rows"/> and the tables read: numbers, texts, bytes, doubles and null, by ordinal. Nothing else is asked of it.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement) : DbDataReader
{
    public override int Depth => 0;

    public override int FieldCount => raw.sqlite3_column_count(statement);

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw Unasked();

    public override bool IsDBNull(int ordinal) => raw.sqlite3_column_type(statement, ordinal) == raw.SQLITE_NULL;

    public override long GetInt64(int ordinal) => raw.sqlite3_column_int64(statement, ordinal);

    public override double GetDouble(int ordinal) => raw.sqlite3_column_double(statement, ordinal);

    public override string GetString(int ordinal) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, ordinal));

    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(byte[]) ? (T)(object)raw.sqlite3_column_blob(statement, ordinal).ToArray() : base.GetFieldValue<T>(ordinal);

    public override object GetValue(int ordinal) => raw.sqlite3_column_type(statement, ordinal) switch
    {
        raw.SQLITE_INTEGER => GetInt64(ordinal),
        raw.SQLITE_FLOAT => GetDouble(ordinal),
        raw.SQLITE_TEXT => GetString(ordinal),
        raw.SQLITE_BLOB => GetFieldValue<byte[]>(ordinal),
        _ => DBNull.Value,
    };

    public override bool Read() => throw Unasked();

    public override bool NextResult() => throw Unasked();

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override byte GetByte(int ordinal) => throw Unasked();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Unasked();

    public override char GetChar(int ordinal) => throw Unasked();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Unasked();

    public override string GetDataTypeName(int ordinal) => throw Unasked();

    public override DateTime GetDateTime(int ordinal) => throw Unasked();

    public override decimal GetDecimal(int ordinal) => throw Unasked();

    public override IEnumerator GetEnumerator() => throw Unasked();

    public override Type GetFieldType(int ordinal) => throw Unasked();

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override Guid GetGuid(int ordinal) => throw Unasked();

    public override string GetName(int ordinal) => throw Unasked();

    public override int GetOrdinal(string name) => throw Unasked();

    public override int GetValues(object[] values) => throw Unasked();

    private static NotSupportedException Unasked() => new("A row of SQLite is read by ordinal, as one of the store's four types.");
}
