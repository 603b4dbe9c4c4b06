using System.Collections.Concurrent;

namespace Rollcall.Core.Journal;

/// <summary>Wakes who waits for an account's journal in this process. It is a hint that saves polling: what other processes commit is not heard.</summary>
public sealed class JournalWatch
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();

    /// <summary>A task that ends with the account's next commit. Take it before reading, so that nothing committed in between is missed.</summary>
    public Task NextCommit(long account) =>
        _waiting.GetOrAdd(account, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Tells of a commit; costs nothing where nobody waits.</summary>
    public void Committed(long account)
    {
        if (!_waiting.IsEmpty && _waiting.TryRemove(account, out var source))
        {
            source.TrySetResult();
        }
    }
}
