using Rollcall.Core.Access;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Workers;

/// <summary>Looks each minute whether the key ring was rotated, here or by another process, and seals anew what older keys sealed.</summary>
internal sealed class RenewalWorker(KeyRingDesk desk, TimeProvider time, ILogger<RenewalWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
            {
                await RoundAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            if (await desk.RenewAsync(ct) is > 0 and var renewed)
            {
                Log.Renewed(logger, renewed);
            }
        }
        catch (StoreUnavailableException away)
        {
            Log.RenewalWaits(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }
}
