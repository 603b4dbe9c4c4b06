namespace Rollcall.Core.Storage;

/// <summary>What a batch holds while it has its lane: the commit's number, keys, journal numbers and moments.</summary>
/// <remarks>Time never decreases within a lane, whatever the machine's clock does.</remarks>
public sealed class LaneGrant
{
    private readonly long _lastKey;
    private readonly long _lastAt;
    private long _nextKey;
    private int _rows;

    internal LaneGrant(long account, long commit, long nextKey, int keys, long at, int works = 1)
    {
        Account = account;
        Commit = commit;
        At = at - works;
        _lastAt = at;
        _nextKey = nextKey - keys;
        _lastKey = nextKey;
    }

    /// <summary>Journal rows that one commit can number.</summary>
    public const int MaxRows = 1 << 12;

    /// <summary>The account's number.</summary>
    public long Account { get; }

    /// <summary>Counts the commits of this lane.</summary>
    public long Commit { get; }

    /// <summary>How often the account's settings have changed, this commit included.</summary>
    internal long Settings { get; init; }

    /// <summary>The moment of the operation at work, in microseconds UTC: each has its own, so that who came first is first.</summary>
    public long At { get; private set; }

    /// <summary>The moment of the operation at work.</summary>
    public DateTimeOffset Now => Micros.ToTime(At);

    /// <summary>The next operation begins.</summary>
    public void Tick() => At = Math.Min(At + 1, _lastAt);

    /// <summary>Takes a key for a new row: account in the upper bits, so that keys are unique over all accounts and ordered by creation.</summary>
    public long NextKey() => _nextKey < _lastKey
        ? (Account << 36) | _nextKey++
        : throw new InvalidOperationException("An operation took more keys than it asked for.");

    /// <summary>Takes a number for a journal row: consumers read <c>no &gt; watermark</c>.</summary>
    public long NextNo() => _rows < MaxRows ? (Commit << 12) | (long)_rows++ : throw new InvalidOperationException("A commit has too many journal rows.");
}

/// <summary>Runs a batch of works inside the lane's transaction. It may run again for the same works, so it keeps nothing of the first time.</summary>
public interface ILaneHandler
{
    /// <summary>Loads, decides and saves. Outcomes are set on the works; they are answered after the commit.</summary>
    ValueTask ApplyAsync(Session session, LaneGrant grant, IReadOnlyList<LaneWork> works, CancellationToken ct);
}

/// <summary>One operation in an account's queue.</summary>
public abstract class LaneWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected LaneWork()
    {
    }

    /// <summary>Who runs it; neighbours of one handler form one batch.</summary>
    public abstract ILaneHandler Handler { get; }

    /// <summary>Whether it may change what is read on every request: credentials, directories, accounts.</summary>
    internal virtual bool ChangesSettings => false;

    /// <summary>What the request was let in on from memory; checked in the lane, before the work is handled.</summary>
    internal Premise? Premise { get; set; }

    /// <summary>How many keys it may take.</summary>
    public virtual int Keys => 0;

    /// <summary>How many journal rows it may write.</summary>
    public virtual int JournalRows => 1;

    /// <summary>Completes when the commit is durable; fails where it is not.</summary>
    internal Task Done => _done.Task;

    internal void Complete() => _done.TrySetResult();

    internal void Fail(Exception reason) => _done.TrySetException(reason);
}
