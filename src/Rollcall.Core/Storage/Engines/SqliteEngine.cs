using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Rollcall.Core.Storage.Engines;

/// <summary>One SQLite file: WAL, every commit synced, one writer, several readers.</summary>
internal sealed class SqliteEngine : Engine
{
    private static readonly string[] WriterPragmas =
        ["journal_mode=wal", "synchronous=full", "busy_timeout=5000", "temp_store=memory", "cache_size=-16384", "secure_delete=on"];

    private static readonly string[] CheckpointPragmas = ["synchronous=full", "cache_size=-64"];

    private static readonly string[] ReaderPragmas = ["query_only=on", "busy_timeout=5000", "temp_store=memory", "cache_size=-2048"];

    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _readers;
    private SqliteSession? _writer;
    private SqliteCheckpoints? _checkpoints;

    /// <remarks>Each connection is used by one thread at a time, so SQLite needs no mutex a connection; its count of bytes in use is one mutex for all threads, and nobody reads it.</remarks>
    static SqliteEngine()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteEngine(StoreOptions options)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = options.File, Pooling = false }.ToString();
        _readers = new SemaphoreSlim(options.Readers);
    }

    public override int Writers => 1;

    public override bool SharesCommits => true;

    /// <remarks>The data folder is held by one process (its lock file).</remarks>
    public override bool IsAlone => true;

    public override void Migrate()
    {
        OpenWriter();
        Migrations.Sqlite(_connectionString);
    }

    public override ValueTask<Writing> BeginAsync(int writer, CancellationToken ct)
    {
        var session = OpenWriter();
        session.Begin(write: true);
        return ValueTask.FromResult<Writing>(new Transaction(session, _checkpoints!));
    }

    public override async ValueTask<T> ReadAsync<T>(bool snapshot, Premise? premise, Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken ct)
    {
        await _readers.WaitAsync(ct);
        var session = _idle.TryTake(out var idle) ? idle : new SqliteSession(_connectionString, ReaderPragmas);
        try
        {
            if (snapshot)
            {
                session.Begin(write: false);
            }

            return await read(session, ct);
        }
        finally
        {
            session.Rollback();
            _idle.Add(session);
            _readers.Release();
        }
    }

    public override bool IsConstraint(Exception exception) => exception is SqliteException { SqliteErrorCode: 19 };

    /// <remarks>Busy 5, locked 6, out of memory 7, read-only 8, I/O 10, full 13, cannot open 14, not a database 26.</remarks>
    public override bool IsOutage(Exception exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 or 7 or 8 or 10 or 13 or 14 or 26 };

    public override ValueTask DisposeAsync()
    {
        foreach (var session in _idle)
        {
            session.Dispose();
        }

        _checkpoints?.Dispose();
        _checkpoints = null;
        _writer?.Dispose();
        _readers.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteSession OpenWriter()
    {
        if (_writer is null)
        {
            _writer = new SqliteSession(_connectionString, WriterPragmas);
            _checkpoints = new SqliteCheckpoints(_writer, () => new SqliteSession(_connectionString, CheckpointPragmas));
        }

        return _writer;
    }

    private sealed class Transaction(SqliteSession session, SqliteCheckpoints checkpoints) : Writing
    {
        public override Session Session => session;

        public override ValueTask CommitAsync(CancellationToken ct)
        {
            session.Commit();
            checkpoints.Committed();
            return ValueTask.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            session.Rollback();
            return ValueTask.CompletedTask;
        }
    }
}
