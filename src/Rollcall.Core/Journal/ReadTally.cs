namespace Rollcall.Core.Journal;

/// <summary>Counts in memory until the next flush. Bounded: past so many different routes, the rest is counted under one name.</summary>
internal sealed class ReadTally
{
    /// <summary>Different counts that are held; beyond, routes are told apart no more.</summary>
    public const int MostCounts = 10_000;

    private readonly Lock _gate = new();
    private Dictionary<(long Account, long Directory, long Minute, string Route, int Status), ReadCount> _counts = [];

    public void Add(Exchange exchange)
    {
        var minute = exchange.At.ToUnixTimeSeconds() / 60;
        Add(new ReadCount(exchange.Account, exchange.Directory ?? 0, minute, $"{exchange.Verb} {exchange.Pattern}", exchange.Status, 1, exchange.At, exchange.Micros));
    }

    public void Add(ReadCount more)
    {
        lock (_gate)
        {
            var key = (more.Account, more.Directory, more.Minute, more.Route, more.Status);
            if (_counts.Count >= MostCounts && !_counts.ContainsKey(key))
            {
                // Past the bound whose they were is given up too: the sum stays right, and the operator sees it in lane 0.
                more = more with { Account = 0, Directory = 0, Route = "(other)", Status = 0 };
                key = (0, 0, more.Minute, more.Route, 0);
            }

            _counts[key] = _counts.TryGetValue(key, out var known) ? Sum(known, more) : more;
        }
    }

    /// <summary>Hands out what was counted, and begins anew.</summary>
    public IReadOnlyCollection<ReadCount> Take()
    {
        lock (_gate)
        {
            var taken = _counts;
            _counts = [];
            return taken.Values;
        }
    }

    private static ReadCount Sum(ReadCount a, ReadCount b) => a with
    {
        Number = a.Number + b.Number,
        LastAt = a.LastAt > b.LastAt ? a.LastAt : b.LastAt,
        MostMicros = Math.Max(a.MostMicros, b.MostMicros),
    };
}
