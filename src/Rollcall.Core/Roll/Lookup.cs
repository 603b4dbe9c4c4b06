namespace Rollcall.Core.Roll;

/// <summary>A secondary key of a tracked table: which rows have a value, among those loaded and those the batch made.</summary>
/// <remarks>It may hold too many keys, never too few: a reader looks at the rows as they are now.</remarks>
internal sealed class Lookup<TValue>
    where TValue : notnull
{
    private readonly Dictionary<TValue, HashSet<long>> _keys = [];
    private readonly HashSet<TValue> _known = [];

    /// <summary>Whether all rows of the value are on the sheet.</summary>
    public bool Knows(TValue value) => _known.Contains(value);

    /// <summary>All rows of the value have been loaded.</summary>
    public void Known(TValue value) => _known.Add(value);

    public void Add(TValue value, long key)
    {
        if (!_keys.TryGetValue(value, out var keys))
        {
            _keys.Add(value, keys = []);
        }

        keys.Add(key);
    }

    /// <summary>Keys that have or had the value.</summary>
    /// <exception cref="NotLoadedException">It was not asked for.</exception>
    public IReadOnlyCollection<long> Keys(TValue value) =>
        !Knows(value) ? throw new NotLoadedException($"{typeof(TValue).Name} {value}") : _keys.TryGetValue(value, out var keys) ? keys : [];
}
