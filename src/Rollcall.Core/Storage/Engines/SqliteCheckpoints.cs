using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rollcall.Core.Storage.Engines;

/// <summary>Copies what was committed from the log (WAL) into the database file, beside the writer and not inside one of its commits, where everybody would wait for it.</summary>
/// <remarks>
/// A pass of our own connection hinders neither readers nor the writer, but while commits keep coming it never reaches the end of the log, and only a log copied to its end begins anew.
/// So from <see cref="LongLog"/> on the writer copies the little that the last pass left. A commit whose copy fails stays in the log; whatever ails the disk, the next commit says.
/// </remarks>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>Pages of the log that are worth a pass with its two syncs: 8 MiB.</summary>
    private const int Worth = 2_000;

    /// <summary>Pages after which the log should begin anew: 64 MiB.</summary>
    private const int LongLog = 16_000;

    private readonly Func<SqliteSession> _connect;
    private readonly SqliteSession _writer;
    private readonly WalHook _hook;
    private readonly SemaphoreSlim _due = new(0);
    private readonly Thread _thread;
    private volatile bool _passing;
    private volatile bool _stopping;
    private volatile int _copied;
    private int _logged;

    public SqliteCheckpoints(SqliteSession writer, Func<SqliteSession> connect)
    {
        (_writer, _connect) = (writer, connect);
        _hook = (_, _, _, pages) =>
        {
            _logged = pages;
            return raw.SQLITE_OK;
        };
        writer.OnLog(_hook);
        _thread = new Thread(Copy) { IsBackground = true, Name = "checkpoints" };
        _thread.Start();
    }

    /// <summary>Called with the database, the name of it (main) and the pages that the log holds, after each commit of the connection.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int WalHook(nint state, nint database, nint name, int pages);

    /// <summary>Called by the writer after each commit.</summary>
    public void Committed()
    {
        // A log that is shorter than what was copied of it has begun anew meanwhile.
        var left = _logged < _copied ? _logged : _logged - _copied;
        if (_passing)
        {
            return;
        }

        if (left >= Worth)
        {
            _passing = true;
            _due.Release();
        }
        else if (_logged >= LongLog)
        {
            Pass(_writer);
        }
    }

    public void Dispose()
    {
        _stopping = true;
        _due.Release();
        _thread.Join();
        _due.Dispose();
    }

    private void Copy()
    {
        SqliteSession? own = null;
        for (_due.Wait(); !_stopping; _due.Wait())
        {
            try
            {
                Pass(own ??= _connect());
            }
            catch (SqliteException)
            {
                // Cannot be opened now: the next commit asks again.
            }
            finally
            {
                _passing = false;
            }
        }

        own?.Dispose();
    }

    private void Pass(SqliteSession session)
    {
        if (session.TryCheckpoint(out var copied))
        {
            _copied = copied;
        }
    }
}
