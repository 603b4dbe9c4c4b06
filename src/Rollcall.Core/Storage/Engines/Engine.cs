namespace Rollcall.Core.Storage.Engines;

/// <summary>What the two databases do differently; everything above it is one code path.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>How many lanes' transactions may run at once.</summary>
    public abstract int Writers { get; }

    /// <summary>Whether one transaction may hold the batches of several lanes (SQLite: many quiet accounts share a sync).</summary>
    public abstract bool SharesCommits { get; }

    /// <summary>Whether no other process writes to this database.</summary>
    public abstract bool IsAlone { get; }

    /// <summary>Brings the schema up to date; refuses a schema that is newer than this program.</summary>
    public abstract void Migrate();

    /// <summary>What of the database's own settings makes a commit less than durable, as a sentence; null where nothing does.</summary>
    public virtual string? Weakness() => null;

    /// <summary>Opens a writing transaction.</summary>
    public abstract ValueTask<Writing> BeginAsync(int writer, CancellationToken ct);

    /// <summary>Reads; in one snapshot where asked. A premise is checked with the first statement; where the engine is alone there is none.</summary>
    public abstract ValueTask<T> ReadAsync<T>(bool snapshot, Premise? premise, Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken ct);

    /// <summary>Whether an exception says that a constraint refused.</summary>
    public abstract bool IsConstraint(Exception exception);

    /// <summary>Whether an exception says that the database is away, full, or too busy: asking again later may help.</summary>
    public abstract bool IsOutage(Exception exception);

    public abstract ValueTask DisposeAsync();
}

/// <summary>An open writing transaction.</summary>
internal abstract class Writing : IAsyncDisposable
{
    public abstract Session Session { get; }

    public abstract ValueTask CommitAsync(CancellationToken ct);

    /// <summary>Rolls back where it was not committed.</summary>
    public abstract ValueTask DisposeAsync();
}
