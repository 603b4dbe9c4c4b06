using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One SQLite connection; each statement is prepared once and stays so.</summary>
internal sealed class SqliteSession : Session, IDisposable
{
    private static readonly Sql BeginWrite = new("begin immediate");
    private static readonly Sql BeginRead = new("begin deferred");
    private static readonly Sql CommitText = new("commit");
    private static readonly Sql RollbackText = new("rollback");
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Sql, SqliteStatement> _prepared = new(ReferenceEqualityComparer.Instance);

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

    public void Begin(bool write) => Execute(write ? BeginWrite : BeginRead, []);

    public void Commit() => Execute(CommitText, []);

    /// <summary>Rolls back where a transaction is open; the engine may have closed it itself (disk full).</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Execute(RollbackText, []);
        }
    }

    public override ValueTask<List<T>> QueryAsync<T>(Sql sql, Value[] arguments, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        Run(Prepared(sql), arguments, row => rows.Add(read(row)));
        return ValueTask.FromResult(rows);
    }

    public override ValueTask<int> ExecuteAsync(Sql sql, Value[] arguments, CancellationToken ct)
    {
        Execute(sql, arguments);
        return ValueTask.FromResult(raw.sqlite3_changes(_connection.Handle));
    }

    public override ValueTask RunAsync(IReadOnlyList<Step> steps, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            var statement = Prepared(step.Statement.Sql);
            foreach (var row in step.Rows)
            {
                Run(statement, row, step.Read);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Has the log's length told after each commit of this connection, in place of SQLite's own checkpoint.</summary>
    public void OnLog(SqliteCheckpoints.WalHook hook) => WalHook(_connection.Handle!.DangerousGetHandle(), hook, 0);

    /// <summary>Copies of the log (WAL) what no reader needs there, and waits for nobody. False where another is at it or the disk fails.</summary>
    /// <param name="copied">Pages of the log that have been copied so far, those of earlier times included.</param>
    public bool TryCheckpoint(out int copied) =>
        raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out copied) == raw.SQLITE_OK;

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint WalHook(nint database, SqliteCheckpoints.WalHook hook, nint state);

    private void Execute(Sql sql, Value[] arguments) => Run(Prepared(sql), arguments, null);

    private static void Run(SqliteStatement statement, Value[] arguments, Action<DbDataReader>? read)
    {
        statement.Bind(arguments);
        try
        {
            while (statement.Step())
            {
                read?.Invoke(statement.Row);
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    private SqliteStatement Prepared(Sql sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = new SqliteStatement(_connection.Handle!, sql));
        }

        return statement;
    }
}
