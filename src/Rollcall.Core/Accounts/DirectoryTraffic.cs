using System.Collections.Concurrent;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>Collects when directories were last asked, and writes it at most once a minute each; the first request is written with the next flush.</summary>
public sealed class DirectoryTraffic(Store store)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<RowKey, DateTimeOffset> _written = new();
    private readonly ConcurrentDictionary<RowKey, (long Account, DateTimeOffset At)> _due = new();

    /// <summary>Notes a request; costs no database.</summary>
    public void Note(DirectoryRow directory, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var last = _written.TryGetValue(directory.Key, out var written) ? written : directory.LastRequest ?? DateTimeOffset.MinValue;
        if (at - last >= Pause)
        {
            _due.TryAdd(directory.Key, (directory.Account, at));
        }
    }

    /// <summary>Writes what is due. A worker calls it each second or so, and once at the end.</summary>
    public async Task FlushAsync()
    {
        foreach (var (key, (account, at)) in _due)
        {
            await store.WriteAsync(account, 0, async (session, _, ct) =>
            {
                await DirectoriesTable.NoteAsync(session, account, key, at, ct);
                return true;
            }, settings: false);
            _written[key] = at;
            _due.TryRemove(key, out _);
        }
    }
}
