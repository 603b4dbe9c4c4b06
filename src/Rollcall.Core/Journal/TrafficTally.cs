namespace Rollcall.Core.Journal;

/// <summary>Counts the marks of traffic in memory until the next flush. Both the directories and the marks are few, so that the bound is never met but by a defect.</summary>
internal sealed class TrafficTally
{
    private const int MostMarks = 10_000;

    private readonly Lock _gate = new();
    private Dictionary<(long Account, long Directory, string Mark), TrafficMark> _marks = [];

    public void Add(TrafficMark more)
    {
        lock (_gate)
        {
            var key = (more.Account, more.Directory, more.Mark);
            if (_marks.TryGetValue(key, out var known))
            {
                _marks[key] = Sum(known, more);
            }
            else if (_marks.Count < MostMarks)
            {
                _marks[key] = more;
            }
        }
    }

    /// <summary>Hands out what was counted, and begins anew.</summary>
    public IReadOnlyCollection<TrafficMark> Take()
    {
        lock (_gate)
        {
            var taken = _marks;
            _marks = [];
            return taken.Values;
        }
    }

    private static TrafficMark Sum(TrafficMark a, TrafficMark b) => a with
    {
        Number = a.Number + b.Number,
        FirstAt = a.FirstAt < b.FirstAt ? a.FirstAt : b.FirstAt,
        LastAt = a.LastAt > b.LastAt ? a.LastAt : b.LastAt,
    };
}
