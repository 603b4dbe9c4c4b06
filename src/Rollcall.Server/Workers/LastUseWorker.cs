using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Workers;

/// <summary>Writes when tokens, keys and directories were last used: each second what is due, and once at the end.</summary>
internal sealed class LastUseWorker(LastUse lastUse, DirectoryTraffic traffic, TimeProvider time, ILogger<LastUseWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last flush follows.
        }
    }

    private async Task FlushAsync()
    {
        try
        {
            await lastUse.FlushAsync();
            await traffic.FlushAsync();
        }
        catch (StoreUnavailableException away)
        {
            Log.UsesWait(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }
}
