using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Rollcall.Core.Admission;

namespace Rollcall.Server.Client;

/// <summary>How many refusals of callers without proof are kept: a bound per source and per account (product rule 30). What is beyond is counted.</summary>
internal sealed class StrangerBound : IDisposable
{
    private const int SourcePerMinute = 30;
    private const int AccountPerMinute = 300;

    private readonly Meter _meter = new("Rollcall.Client");
    private readonly Counter<long> _uncounted;
    private readonly PartitionedRateLimiter<IPAddress> _sources = PartitionedRateLimiter.Create<IPAddress, IPAddress>(static source => Window(source, SourcePerMinute));
    private readonly PartitionedRateLimiter<long> _accounts = PartitionedRateLimiter.Create<long, long>(static account => Window(account, AccountPerMinute));

    public StrangerBound() =>
        _uncounted = _meter.CreateCounter<long>("rollcall_connects_not_kept", description: "Refused calls without proof that were answered but not kept, being beyond the bound.");

    /// <summary>Whether one more is kept.</summary>
    public bool Takes(long account, IPAddress? source)
    {
        using var bySource = _sources.AttemptAcquire(source ?? IPAddress.Loopback);
        using var byAccount = bySource.IsAcquired ? _accounts.AttemptAcquire(account) : null;
        if (byAccount is { IsAcquired: true })
        {
            return true;
        }

        _uncounted.Add(1);
        return false;
    }

    /// <summary>A reference that opens nothing, for an answer that looks as any other.</summary>
    public static Reference Nameless() => Reference.Of(RandomNumberGenerator.GetBytes(Reference.RandomBytes));

    public void Dispose()
    {
        _meter.Dispose();
        _sources.Dispose();
        _accounts.Dispose();
    }

    private static RateLimitPartition<T> Window<T>(T key, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
