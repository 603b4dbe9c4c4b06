using System.Collections.Concurrent;

namespace Rollcall.Core.Storage;

/// <summary>What a read said, kept until anything of its sort may have changed; where other processes write too, nothing is kept and every request reads.</summary>
/// <remarks>A change is forgotten before whoever made it is answered, so that the next request sees it. What was not found is not kept: strangers could fill the room with it.</remarks>
/// <param name="store">Where it is read.</param>
/// <param name="most">How many are kept at most.</param>
public sealed class Remembered<TKey, TValue>(Store store, int most)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, (long Settings, TValue Value)> _kept = new();

    /// <summary>The value, from memory where nothing has changed since it was read.</summary>
    public async ValueTask<TValue?> GetAsync(TKey key, Func<Session, CancellationToken, ValueTask<TValue?>> read, CancellationToken ct)
    {
        var settings = store.Settings;
        if (settings is { } now && _kept.TryGetValue(key, out var kept) && kept.Settings == now)
        {
            return kept.Value;
        }

        // The count was taken before the read: a change in between makes what is kept too old, never too new.
        var value = await store.ReadAsync(read, ct);
        if (value is not null && settings is { } then)
        {
            if (_kept.Count >= most)
            {
                _kept.Clear();
            }

            _kept[key] = (then, value);
        }

        return value;
    }
}
