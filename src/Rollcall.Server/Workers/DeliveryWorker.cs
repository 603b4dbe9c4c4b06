using Rollcall.Core.Events;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Server.Workers;

/// <summary>
/// Delivers events: a courier for each receiver, so that a slow one slows nobody. Of several processes on one database one delivers, by a lease; another
/// takes over when it falls silent.
/// </summary>
internal sealed class DeliveryWorker(ReceiverLedger ledger, Courier courier, Leases leases, TimeProvider time, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const string Lease = "event delivery";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(15);

    private readonly Dictionary<(long Account, RowKey Key), Errand> _errands = [];
    private DateTimeOffset _renew;
    private bool _holds;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
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

        await StopAllAsync();
        await ReleaseAsync();
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            if (!await HoldsAsync())
            {
                await StopAllAsync();
                return;
            }

            var wanted = (await ledger.SentToAsync(ct)).ToDictionary(static row => (row.Account, row.Key));
            var over = _errands.Where(e => e.Value.Done.IsCompleted || wanted.GetValueOrDefault(e.Key)?.Revision != e.Value.Revision).ToList();
            await Task.WhenAll(over.Select(static e => e.Value.EndAsync()));

            // One that has just ended begins again in the next round: what was read above may not know how far it came.
            foreach (var (key, row) in wanted.Where(w => !_errands.ContainsKey(w.Key)))
            {
                _errands[key] = new Errand(row, courier, logger, ct);
            }

            over.ForEach(e => _errands.Remove(e.Key));
        }
        catch (StoreUnavailableException away)
        {
            Log.DeliveryWaits(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }

    private async Task<bool> HoldsAsync()
    {
        var now = time.GetUtcNow();
        if (now >= _renew)
        {
            _holds = await leases.HoldAsync(Lease, LeaseLength);
            _renew = now + (LeaseLength / 3);
        }

        return _holds;
    }

    private async Task StopAllAsync()
    {
        // All are told before one is waited for.
        await Task.WhenAll(_errands.Values.Select(static errand => errand.EndAsync()));
        _errands.Clear();
    }

    private async Task ReleaseAsync()
    {
        try
        {
            if (_holds)
            {
                await leases.ReleaseAsync(Lease);
            }
        }
        catch (StoreUnavailableException away)
        {
            Log.DeliveryWaits(logger, away);
        }
    }

    /// <summary>One courier on its way.</summary>
    private sealed class Errand
    {
        private readonly CancellationTokenSource _end;

        public Errand(ReceiverRow receiver, Courier courier, ILogger logger, CancellationToken ct)
        {
            Revision = receiver.Revision;
            _end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            Done = Task.Run(() => RunAsync(receiver, courier, logger, _end.Token), CancellationToken.None);
        }

        /// <summary>What the courier knows of the receiver; it is sent anew when somebody has changed it.</summary>
        public long Revision { get; }

        /// <summary>Ends with the courier; never fails.</summary>
        public Task Done { get; }

        public async Task EndAsync()
        {
            await _end.CancelAsync();
            await Done;
            _end.Dispose();
        }

        private static async Task RunAsync(ReceiverRow receiver, Courier courier, ILogger logger, CancellationToken ct)
        {
            try
            {
                await courier.RunAsync(receiver, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // Paused, deleted, or the server stops.
            }
            catch (StoreUnavailableException away)
            {
                Log.DeliveryWaits(logger, away);
            }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Log.WorkerFailed(logger, failure);
            }
        }
    }
}
