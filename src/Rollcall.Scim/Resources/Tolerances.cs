namespace Rollcall.Scim.Resources;

/// <summary>Collects the deviations that one request was forgiven, for the host's journal.</summary>
public sealed class Tolerances
{
    private const int Bound = 64;
    private readonly Lock _lock = new();
    private readonly List<Tolerance> _entries = [];

    /// <summary>What was forgiven, in order of first appearance, at most 64 kinds and places.</summary>
    public IReadOnlyList<Tolerance> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>All of them as <c>code=count</c>, joined by commas, whatever their places; empty where nothing was forgiven.</summary>
    public override string ToString() => string.Join(
        ',', Entries.GroupBy(static entry => entry.Code).Select(static group => FormattableString.Invariant($"{group.Key}={group.Sum(static entry => entry.Count)}")));

    /// <summary>Counts one deviation.</summary>
    /// <param name="code">A stable word: <c>string-boolean</c>, <c>unknown-schema</c>, <c>op-case</c>, <c>value-array-remove</c>, <c>unknown-attribute</c> ...</param>
    /// <param name="where">The attribute, path or URN; never a value.</param>
    public void Add(string code, string where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var place = where.Length <= 200 ? where : where[..200];
        lock (_lock)
        {
            var index = _entries.FindIndex(e => e.Code == code && e.Where == place);
            if (index >= 0)
            {
                _entries[index] = _entries[index] with { Count = _entries[index].Count + 1 };
            }
            else if (_entries.Count < Bound)
            {
                _entries.Add(new Tolerance(code, place, 1));
            }
        }
    }
}
