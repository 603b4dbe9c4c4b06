using Rollcall.Core.Storage;

namespace Rollcall.Server.Hosting;

/// <summary>Whether the server wants requests: its store answers, and it is not stopping.</summary>
internal sealed class Readiness(Store store)
{
    private volatile bool _draining;

    /// <summary>From now on it wants none.</summary>
    public void Drain() => _draining = true;

    /// <summary>Null where it is ready, else why it is not: a word for probes.</summary>
    public async ValueTask<string?> ObstacleAsync(CancellationToken ct)
    {
        if (_draining)
        {
            return "stopping";
        }

        return await store.AnswersAsync(ct) ? null : "database";
    }
}
