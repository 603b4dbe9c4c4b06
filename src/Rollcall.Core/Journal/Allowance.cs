namespace Rollcall.Core.Journal;

/// <summary>A token bucket per directory and sort of exchange: full at first, refilled evenly.</summary>
internal sealed class Allowance(ExchangeLogOptions options, TimeProvider time)
{
    private readonly Dictionary<(long Account, long Directory, bool Notable), Bucket> _buckets = [];
    private readonly Lock _gate = new();

    /// <summary>Whether one more may be kept.</summary>
    public bool Take(Exchange exchange)
    {
        var now = time.GetTimestamp();
        var notable = exchange.IsNotable && exchange.Directory is not null;
        lock (_gate)
        {
            var key = (exchange.Account, exchange.Directory ?? 0, notable);
            if (!_buckets.TryGetValue(key, out var bucket))
            {
                _buckets.Add(key, bucket = new Bucket(PerMinute(exchange), now));
            }

            return bucket.Take(time.GetElapsedTime(bucket.Last, now), now);
        }
    }

    private int PerMinute(Exchange exchange) =>
        exchange.Directory is null ? options.StrangersPerMinute : exchange.IsNotable ? options.NotablePerMinute : options.ReadsPerMinute;

    private sealed class Bucket(int perMinute, long now)
    {
        private double _tokens = perMinute;

        public long Last { get; private set; } = now;

        public bool Take(TimeSpan passed, long at)
        {
            _tokens = Math.Min(perMinute, _tokens + (passed.TotalMinutes * perMinute));
            Last = at;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
