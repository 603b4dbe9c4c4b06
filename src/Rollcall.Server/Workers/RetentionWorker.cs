using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Workers;

/// <summary>Removes exchanges past their days, and forgets users whose removal cannot be undone any more, each hour.</summary>
internal sealed class RetentionWorker(Retention retention, RemovalDesk removals, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

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
            await retention.RunAsync(ct);
            await removals.ForgetAsync(ct);
        }
        catch (StoreUnavailableException away)
        {
            Log.RetentionWaits(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }
}
