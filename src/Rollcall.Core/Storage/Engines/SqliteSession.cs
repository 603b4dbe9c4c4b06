using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One SQLite connection; each statement is prepared once and run with its parameters set in place.</summary>
internal sealed class SqliteSession : Session, IDisposable
{
    private static readonly Sql BeginWrite = new("begin immediate");
    private static readonly Sql BeginRead = new("begin deferred");
    private static readonly Sql CommitText = new("commit");
    private static readonly Sql RollbackText = new("rollback");
    private static readonly object Null = DBNull.Value;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Sql, SqliteCommand> _prepared = new(ReferenceEqualityComparer.Instance);

    public SqliteSession(string connectionString, IReadOnlyList<string> pragmas)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        foreach (var pragma in pragmas)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "pragma " + pragma;
            command.ExecuteNonQuery();
        }
    }

    public void Begin(bool write) => Bind(write ? BeginWrite : BeginRead, []).ExecuteNonQuery();

    public void Commit() => Bind(CommitText, []).ExecuteNonQuery();

    /// <summary>Rolls back where a transaction is open; the engine may have closed it itself (disk full).</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Bind(RollbackText, []).ExecuteNonQuery();
        }
    }

    public override ValueTask<List<T>> QueryAsync<T>(Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        using var reader = Bind(sql, arguments).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return ValueTask.FromResult(rows);
    }

    public override ValueTask<int> ExecuteAsync(Sql sql, Value[] arguments, CancellationToken ct) =>
        ValueTask.FromResult(Bind(sql, arguments).ExecuteNonQuery());

    public override ValueTask RunAsync(IReadOnlyList<Step> steps, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            foreach (var row in step.Rows)
            {
                var command = Bind(step.Statement.Sql, row);
                if (step.Read is null)
                {
                    command.ExecuteNonQuery();
                    continue;
                }

                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    step.Read(reader);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bind(Sql sql, Value[] arguments)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Prepare(sql);
        }

        for (var i = 0; i < command.Parameters.Count; i++)
        {
            command.Parameters[i].Value = arguments[i].Boxed() switch
            {
                null => Null,
                long[] set => JsonSerializer.Serialize(set),
                string[] set => JsonSerializer.Serialize(set),
                var value => value,
            };
        }

        return command;
    }

    private SqliteCommand Prepare(Sql sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql.Sqlite;
        for (var i = 1; i <= sql.Parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
        }

        _prepared.Add(sql, command);
        return command;
    }
}
