namespace Rollcall.Core.Roll;

/// <summary>Rows of one table on the sheet: as loaded, as earlier operations of the batch left them, and as the present operation would.</summary>
/// <remarks>Rows are immutable, so a refused operation is undone by dropping its draft: that is the savepoint, in memory.</remarks>
internal sealed class Tracked<TKey, TRow>
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow?> _loaded = [];
    private readonly Dictionary<TKey, TRow?> _kept = [];
    private readonly Dictionary<TKey, TRow?> _draft = [];

    /// <summary>Whether the row, or its absence, is known.</summary>
    public bool Knows(TKey key) => _draft.ContainsKey(key) || _kept.ContainsKey(key) || _loaded.ContainsKey(key);

    /// <summary>The row as the present operation sees it, or null where there is none.</summary>
    /// <exception cref="NotLoadedException">It was not asked for.</exception>
    public TRow? Find(TKey key)
    {
        if (_draft.TryGetValue(key, out var row) || _kept.TryGetValue(key, out row) || _loaded.TryGetValue(key, out row))
        {
            return row;
        }

        throw new NotLoadedException($"{typeof(TRow).Name} {key}");
    }

    /// <summary>Notes what the database has; absence is noted as null.</summary>
    public void Load(TKey key, TRow? row) => _loaded[key] = row;

    /// <summary>Drafts a row, or its removal.</summary>
    public void Put(TKey key, TRow? row) => _draft[key] = row;

    /// <summary>The present operation stands.</summary>
    public void Keep()
    {
        foreach (var (key, row) in _draft)
        {
            _kept[key] = row;
        }

        _draft.Clear();
    }

    /// <summary>The present operation never was.</summary>
    public void Drop() => _draft.Clear();

    /// <summary>All rows as the present operation sees them.</summary>
    public IEnumerable<TRow> Present() =>
        _draft.Values
            .Concat(_kept.Where(p => !_draft.ContainsKey(p.Key)).Select(p => p.Value))
            .Concat(_loaded.Where(p => !_draft.ContainsKey(p.Key) && !_kept.ContainsKey(p.Key)).Select(p => p.Value))
            .OfType<TRow>();

    /// <summary>The keys of all rows as the present operation sees them.</summary>
    public IEnumerable<TKey> PresentKeys() => _loaded.Keys.Union(_kept.Keys).Union(_draft.Keys).Where(key => Find(key) is not null);

    /// <summary>What the batch changed: the key, the row as loaded (null: new), the row as it is to be (null: gone).</summary>
    public IEnumerable<(TKey Key, TRow? Before, TRow? After)> Changes() =>
        _kept.Select(p => (p.Key, _loaded.GetValueOrDefault(p.Key), p.Value)).Where(c => !Equals(c.Item2, c.Value)).Select(c => (c.Key, c.Item2, c.Value));
}

/// <summary>A decision looked at a row that nobody had asked for. The operation is tried again by itself.</summary>
internal sealed class NotLoadedException(string what) : Exception($"{what} was not loaded.");
