using Rollcall.Core.Storage.Engines;

namespace Rollcall.Core.Storage;

/// <summary>The database behind one small face: readers, and a lane of writes per account. It knows no word of the domain.</summary>
public sealed class Store : IAsyncDisposable
{
    private readonly Engine _engine;
    private readonly Lanes _lanes;
    private readonly StoreMeter _meter;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private volatile Action<long>? _tell;
    private readonly Premise? _premise;
    private long _settingsChanges;

    private Store(Engine engine, StoreOptions options, TimeProvider time)
    {
        _engine = engine;
        _time = time;
        _patience = options.Patience;
        _meter = new StoreMeter();
        _lanes = new Lanes(engine, options, _meter, time, Committed);
    }

    private Store(Store other, Premise premise)
    {
        (_engine, _lanes, _meter, _time, _patience) = (other._engine, other._lanes, other._meter, other._time, other._patience);
        _premise = premise;
    }

    /// <summary>Whether no other process writes to the database, so that <see cref="SettingsChanges"/> tells of every change.</summary>
    public bool IsAlone => _engine.IsAlone;

    /// <summary>What of the database's own settings makes a commit less than durable, as a sentence; null where nothing does.</summary>
    public string? Weakness { get; private init; }

    /// <summary>Counts the commits of this process that changed settings: what is read on every request may be remembered as long as it stands still.</summary>
    public long SettingsChanges => Volatile.Read(ref _settingsChanges);

    /// <summary>Opens the database and brings its schema up to date.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened, or it is newer than this program.</exception>
    public static Store Open(StoreOptions options, TimeProvider time)
    {
        Engine engine = options.Postgres is null ? new SqliteEngine(options) : new PostgresEngine(options);
        try
        {
            engine.Migrate();
            return new Store(engine, options, time) { Weakness = engine.Weakness() };
        }
        catch (Exception failure) when (engine.IsOutage(failure))
        {
            throw new StoreUnavailableException("The database cannot be opened: " + failure.Message, failure);
        }
    }

    /// <summary>The same store for one request that was let in on a premise; its first read checks it.</summary>
    /// <exception cref="PremiseLostException">Thrown by that read where the premise is not so any more.</exception>
    public Store Under(Premise? premise) => premise is null ? this : new Store(this, premise);

    /// <summary>Reads. What comes back was committed; what is committed is seen.</summary>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken ct) => GuardAsync(false, read, _patience, ct);

    /// <summary>Reads several statements as of one moment.</summary>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public ValueTask<T> SnapshotAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken ct) => GuardAsync(true, read, _patience, ct);

    /// <summary>Queues an operation in its account's lane; completes when it is durable.</summary>
    /// <exception cref="StoreUnavailableException">The database is away; whether it was stored is not known.</exception>
    /// <exception cref="StoreConflictException">A constraint refused.</exception>
    public Task EnqueueAsync(long account, LaneWork work) => _lanes.EnqueueAsync(account, work);

    /// <summary>One write of its own in an account's lane, sharing the commit with its neighbours. It decides before it writes: a refusal writes nothing.</summary>
    /// <param name="account">The lane.</param>
    /// <param name="keys">How many keys it may take.</param>
    /// <param name="write">Reads, decides, writes; it may run again.</param>
    /// <param name="journalRows">How many journal rows it may write.</param>
    /// <param name="settings">Whether it may change what is read on every request; false where it is many and surely does not.</param>
    public async Task<T> WriteAsync<T>(long account, int keys, Func<Session, LaneGrant, CancellationToken, ValueTask<T>> write, int journalRows = 4, bool settings = true)
    {
        var work = new LoneWork<T>(keys, journalRows, settings, write);
        await _lanes.EnqueueAsync(account, work);
        return work.Outcome!;
    }

    /// <summary>Has the numbers of accounts told as their batches are committed by this process. It is called on the writer's thread, so it returns at once and never throws.</summary>
    public void TellCommits(Action<long> tell) => _tell = tell;

    /// <summary>Whether the database answers now.</summary>
    public async ValueTask<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await GuardAsync(false, static (session, ct) => session.NumberAsync(Probe, [], ct), TimeSpan.Zero, ct);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Finishes the queued writes and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lanes.DisposeAsync();
        await _engine.DisposeAsync();
        _meter.Dispose();
    }

    private void Committed(LaneBatch batch)
    {
        // Before anybody is answered: who is answered sees what he changed.
        if (batch.Works.Any(static work => work.ChangesSettings))
        {
            Interlocked.Increment(ref _settingsChanges);
        }

        foreach (var work in batch.Works)
        {
            work.Complete();
        }

        _tell?.Invoke(batch.Account);
    }

    private static readonly Sql Probe = new("select count(*) from leases");

    /// <summary>A read may be repeated: a broken connection is replaced at once, a short outage is waited out.</summary>
    private async ValueTask<T> GuardAsync<T>(bool snapshot, Func<Session, CancellationToken, ValueTask<T>> read, TimeSpan patience, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await _engine.ReadAsync(snapshot, _premise, read, ct);
            }
            catch (Exception failure) when (_engine.IsOutage(failure) && (attempt == 0 || _time.GetElapsedTime(started) < patience))
            {
                _meter.Retry();
                await Task.Delay(Pause.Before(attempt), _time, ct);
            }
            catch (Exception failure) when (_engine.IsOutage(failure))
            {
                throw new StoreUnavailableException("The database is not available.", failure);
            }
        }
    }
}
