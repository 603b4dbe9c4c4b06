using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace Rollcall.Core.Storage.Engines;

/// <summary>PostgreSQL: several accounts' lanes side by side, each transaction holding one.</summary>
internal sealed class PostgresEngine : Engine
{
    /// <summary>
    /// A writer only ever seeks by key. On tables that were never analysed the planner would rather scan or hash (measured: 312 instead of 6,700
    /// operations a second), so the writers' connections are told not to.
    /// </summary>
    private const string WriterSettings = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off -c plan_cache_mode=force_generic_plan -c lock_timeout=10s";

    private readonly StoreOptions _options;
    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;

    public PostgresEngine(StoreOptions options)
    {
        _options = options;
        _readers = Source(options.Readers, "rollcall-read", "-c jit=off");
        _writers = Source(options.Writers + 1, "rollcall-write", WriterSettings);
    }

    public override int Writers => _options.Writers;

    public override bool SharesCommits => false;

    public override bool IsAlone => false;

    public override void Migrate() => Migrations.Postgres(_options.Postgres!);

    public override async ValueTask<Writing> BeginAsync(int writer, CancellationToken ct)
    {
        var connection = await _writers.OpenConnectionAsync(ct);
        try
        {
            return new Transaction(new PostgresSession(connection), await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<T> ReadAsync<T>(bool snapshot, Premise? premise, Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken ct)
    {
        await using var connection = await _readers.OpenConnectionAsync(ct);
        await using var transaction = snapshot ? await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct) : null;
        return await read(new PostgresSession(connection, premise), ct);
    }

    public override bool IsConstraint(Exception exception) => exception is PostgresException { SqlState: ['2', '3', ..] };

    /// <remarks>
    /// Class 08 connection, 28 the server does not take our password any more, 53 resources, 55000 no connections to this database, 55P03 lock timeout,
    /// 57 shutdown and failover, 25006 a replica, 3D000 no such database, 40001 and 40P01 try again; and everything below the protocol.
    /// </remarks>
    public override bool IsOutage(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } => state[..2] is "08" or "28" or "53" or "57" || state is "55000" or "55P03" or "25006" or "40001" or "40P01" or "3D000",
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        _ => false,
    };

    public override async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writers.DisposeAsync();
    }

    /// <remarks>Nothing here leaves state on a connection, so the driver need not reset it between two uses: that took a third of what a read by key costs the database.</remarks>
    private NpgsqlDataSource Source(int connections, string name, string settings)
    {
        var builder = new NpgsqlConnectionStringBuilder(_options.Postgres)
        {
            ApplicationName = name,
            MaxPoolSize = connections,
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            Timeout = 5,
            CommandTimeout = 30,
            KeepAlive = 15,
            NoResetOnClose = true,
        };
        builder.Options = string.Join(' ', builder.Options, settings).Trim();
        return NpgsqlDataSource.Create(builder.ConnectionString);
    }

    private sealed class Transaction(PostgresSession session, NpgsqlTransaction transaction) : Writing
    {
        public override Session Session => session;

        public override async ValueTask CommitAsync(CancellationToken ct) => await transaction.CommitAsync(ct);

        public override async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await session.DisposeAsync();
        }
    }
}
