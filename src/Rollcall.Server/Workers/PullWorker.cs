using System.Collections.Concurrent;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Workers;

/// <summary>Pulls LDAP directories that are due or asked for, at most four at once. One of several processes does it, under a lease that it prolongs while runs are under way.</summary>
internal sealed class PullWorker(LdapRegister register, Puller puller, Leases leases, TimeProvider time, ILogger<PullWorker> logger) : BackgroundService
{
    private const string Lease = "ldap-pulls";
    private const int AtOnce = 4;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<long, Task> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_pause, time);
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
            // The server stops; a run that is cut off is named so by the next one.
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            // Looked at before what is open is read: a run of ours that ends meanwhile must not be taken for one that was cut off.
            var ours = _running.Keys.ToHashSet();
            var due = await register.DueAsync(time.GetUtcNow(), ct);
            var open = await register.OpenAsync(ct);
            if (due.Count + open.Count == 0 || !await leases.HoldAsync(Lease, TimeSpan.FromSeconds(30)))
            {
                return;
            }

            foreach (var settings in due.Where(s => open.TrueForAll(run => run.Directory != s.Directory)))
            {
                await register.AskAsync(settings.Account, settings.Directory, isDry: false, releases: null, "schedule");
            }

            foreach (var run in open.Where(run => !ours.Contains(run.Key)).Take(AtOnce - ours.Count))
            {
                // The place is taken before the run begins: one that ends at once leaves nothing behind.
                _running[run.Key] = Task.CompletedTask;
                _running.TryUpdate(run.Key, PullAsync(run, ct), Task.CompletedTask);
            }
        }
        catch (StoreUnavailableException away)
        {
            Log.PullsWait(logger, away);
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
    }

    private async Task PullAsync(PullRun run, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            var ended = await puller.RunAsync(run, ct);
            Log.Pulled(logger, ended.Key, ended.State.ToString(), ended.Counts.Users, ended.Sentence);
        }
        catch (StoreUnavailableException away)
        {
            Log.PullsWait(logger, away);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops.
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end: a worker's loop.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.WorkerFailed(logger, failure);
        }
        finally
        {
            _running.TryRemove(run.Key, out _);
        }
    }
}
