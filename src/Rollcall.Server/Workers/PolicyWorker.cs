using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Workers;

/// <summary>Carries out policies and totals that were decided and are not done: after a kill, or after a covered group went. Looks every two seconds; one process does it.</summary>
internal sealed class PolicyWorker(Store store, LicenseDesk desk, Leases leases, TimeProvider time, ILogger<PolicyWorker> logger) : BackgroundService
{
    private const string Lease = "license-policies";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly Origin Ourselves = new() { Actor = "licenses", Verb = "CARRY OUT", Route = "/licenses", Status = 0 };

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
            // The server stops; the next one goes on from the last slice.
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            var unfinished = await store.ReadAsync(PolicyReader.UnfinishedAsync, ct);
            if (unfinished.Count > 0 && await leases.HoldAsync(Lease, TimeSpan.FromSeconds(15)))
            {
                foreach (var account in unfinished)
                {
                    await desk.CarryOutAsync(account, Ourselves);
                }
            }
        }
        catch (StoreUnavailableException away)
        {
            Log.PoliciesWait(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }
}
