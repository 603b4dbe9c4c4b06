using System.Net;
using System.Threading.RateLimiting;

namespace Rollcall.Server.Intake.Tokens;

/// <summary>
/// How many wrong proofs a source may show. A secret of 256 random bits cannot be guessed; this keeps who tries from asking the database for all.
/// A client that has the right secret is held back only where wrong ones for the same client come from the same address.
/// </summary>
internal sealed class GuessBound : IDisposable
{
    /// <summary>Wrong proofs a minute of one address for one client.</summary>
    public const int ForClient = 20;

    /// <summary>Wrong proofs a minute of one address: the identity providers' addresses are shared by many tenants.</summary>
    public const int ForSource = 300;

    private readonly PartitionedRateLimiter<(IPAddress Source, string? Client)> _clients =
        PartitionedRateLimiter.Create<(IPAddress, string?), (IPAddress, string?)>(static key => Window(key, ForClient));

    private readonly PartitionedRateLimiter<IPAddress> _sources = PartitionedRateLimiter.Create<IPAddress, IPAddress>(static source => Window(source, ForSource));

    /// <summary>Whether one more proof is looked at.</summary>
    public bool Takes(IPAddress? source, string? client) => Counts(source, client, 0);

    /// <summary>It was wrong.</summary>
    public void WasWrong(IPAddress? source, string? client) => Counts(source, client, 1);

    public void Dispose()
    {
        _clients.Dispose();
        _sources.Dispose();
    }

    private bool Counts(IPAddress? source, string? client, int permits)
    {
        var from = source ?? IPAddress.Loopback;
        // What cannot be a client of ours is counted as one: names cost a guesser nothing.
        var name = Guid.TryParse(client, out var id) ? id.ToString("N") : null;
        using var bySource = _sources.AttemptAcquire(from, permits);
        using var byClient = _clients.AttemptAcquire((from, name), permits);
        return bySource.IsAcquired && byClient.IsAcquired;
    }

    private static RateLimitPartition<T> Window<T>(T key, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
