namespace Rollcall.Core.Journal;

/// <summary>Follows an account's journal: answers at once where there is something new, else waits for it.</summary>
public sealed class JournalTail(JournalReader reader, JournalWatch watch, TimeProvider time)
{
    /// <summary>How often it looks by itself, for what other processes commit.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Lines after a number, oldest first; empty where none came within the wait.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="no">The last number that the caller has seen.</param>
    /// <param name="limit">How many lines at most.</param>
    /// <param name="wait">How long to wait for the first of them; zero for not at all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<JournalEntry>> NextAsync(long account, long no, int limit, TimeSpan wait, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var commit = watch.NextCommit(account);
            var entries = await reader.AfterAsync(account, no, limit, ct);
            var left = wait - time.GetElapsedTime(started);
            if (entries.Count > 0 || left <= TimeSpan.Zero)
            {
                return entries;
            }

            await PauseAsync(commit, left < Look ? left : Look, ct);
        }
    }

    private async Task PauseAsync(Task commit, TimeSpan longest, CancellationToken ct)
    {
        try
        {
            await commit.WaitAsync(longest, time, ct);
        }
        catch (TimeoutException)
        {
            // Time to look.
        }
    }
}
