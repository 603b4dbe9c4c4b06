using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Workers;

/// <summary>Builds and removes indexes that administrators asked for; looks each second, since another process may have been asked.</summary>
internal sealed class IndexWorker(IndexBuild build, TimeProvider time, ILogger<IndexWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RoundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the next one goes on from the last slice.
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            await build.RunAsync(ct);
        }
        catch (StoreUnavailableException away)
        {
            Log.IndexesWait(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }
}
