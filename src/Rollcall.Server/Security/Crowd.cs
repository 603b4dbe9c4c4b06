using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rollcall.Server.Security;

/// <summary>How many requests of each account are under way. One that sends without waiting for answers is held back before it takes the memory of all.</summary>
/// <remarks>
/// Identity providers must be free to send 25 requests a second. Where the database is away for a minute and every request waits for it, those are 1,500 under way:
/// the bound lies above that, so that nobody is refused who keeps to it.
/// </remarks>
internal sealed class Crowd : IDisposable
{
    /// <summary>Requests of one account that may be under way at once.</summary>
    public const int Most = 2048;

    private readonly ConcurrentDictionary<long, int> _inside = new();
    private readonly Meter _meter = new("Rollcall.Security");
    private readonly Counter<long> _refused;

    public Crowd() => _refused = _meter.CreateCounter<long>("rollcall_crowd_refusals", description: "Requests refused since their account had too many under way.");

    /// <summary>One more of an account; false where it has too many.</summary>
    public bool TryEnter(long account)
    {
        if (_inside.AddOrUpdate(account, 1, static (_, count) => count + 1) <= Most)
        {
            return true;
        }

        Leave(account);
        _refused.Add(1);
        return false;
    }

    /// <summary>One that entered is answered.</summary>
    public void Leave(long account)
    {
        if (_inside.AddOrUpdate(account, 0, static (_, count) => count - 1) == 0)
        {
            // Only while it is still nobody: who enters meanwhile is counted.
            _inside.TryRemove(KeyValuePair.Create(account, 0));
        }
    }

    public void Dispose() => _meter.Dispose();
}
