using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Rollcall.EndToEnd.Tests.Crash;

namespace Rollcall.EndToEnd.Tests.Fleet;

/// <summary>Three servers on one PostgreSQL that has a replica, a balancer before them, and two accounts under load.</summary>
internal sealed class FailoverRun : IAsyncDisposable
{
    private const int Servers = 3;
    private const int Pushers = 4;
    private const int Contenders = 4;
    private const int FewLicenses = 2;

    private readonly List<Installation> _installations = [];
    private readonly List<ServerProcess> _servers = [];
    private readonly List<Ledger> _ledgers = [];
    private readonly List<Task> _pushers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _chance;
    private Balancer? _balancer;
    private Ledger? _contended;
    private int _asked;
    private (long Writes, TaskCompletionSource Reached) _goal;

    private FailoverRun(PostgresCluster primary, PostgresCluster replica, int seed) => (Primary, Replica, _chance, _goal) = (primary, replica, new Random(seed), (0, new()));

    public PostgresCluster Primary { get; }

    public PostgresCluster Replica { get; }

    public IReadOnlyList<Ledger> Ledgers => _ledgers;

    /// <summary>What was told of the account in which several clients quarrel over few users.</summary>
    public Recording Recording { get; } = new(FewLicenses);

    /// <summary>Everything runs, and nothing is pushed yet.</summary>
    public static async Task<FailoverRun> StartAsync(int seed)
    {
        var primary = await PostgresCluster.StartAsync();
        FailoverRun? run = null;
        try
        {
            run = new FailoverRun(primary, await primary.ReplicateAsync(), seed);
            await run.OpenAsync();
            return run;
        }
        catch
        {
            await (run?.DisposeAsync() ?? primary.DisposeAsync());
            throw;
        }
    }

    /// <summary>The first account's identity provider.</summary>
    public HttpClient Client() => _ledgers[0].Client(_balancer!.Address);

    /// <summary>Begins to push to both accounts; ends with <see cref="StopAsync"/>.</summary>
    public void Push()
    {
        foreach (var ledger in _ledgers)
        {
            var client = ledger.Client(_balancer!.Address);
            _pushers.AddRange(Enumerable.Range(0, Pushers).Select(n =>
                new Pusher(ledger, client, string.Create(CultureInfo.InvariantCulture, $"p{n}"), _chance.Next(), Step, []) { Persists = true, SendsBulk = true }.RunAsync(_stop.Token)));
        }
    }

    /// <summary>Several clients begin to quarrel over few users of an account of their own; ends with <see cref="StopAsync"/>.</summary>
    public void Quarrel()
    {
        var (quarrel, heard) = (_contended!.Client(_balancer!.Address), new ConcurrentDictionary<string, (string Id, long Version)>());
        _pushers.AddRange(Enumerable.Range(0, Contenders).Select(_ => new Contender(_contended, quarrel, heard, Recording, LicensesAsync, _chance.Next()).RunAsync(_stop.Token)));
    }

    /// <summary>Ends when the quarrel is long enough, or when one of its clients has found something wrong.</summary>
    public async Task RecordAsync() => await await Task.WhenAny([Recording.Full, .. _pushers]);

    /// <summary>Ends when each account has so many more acknowledged writes, or when a pusher has found something wrong.</summary>
    public async Task AnswerAsync(int more)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _goal = (_ledgers.Max(static ledger => ledger.Acknowledged) + more, reached);
        await await Task.WhenAny([reached.Task, .. _pushers]);
    }

    public Task KillServerAsync(int server) => _servers[server].KillAsync();

    /// <summary>The primary is killed and its replica promoted.</summary>
    public async Task FailOverAsync()
    {
        await Primary.KillAsync();
        await Replica.PromoteAsync();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_pushers);
    }

    /// <summary>Every server that lives tells all of what was acknowledged, and the same.</summary>
    public async Task CheckAsync(params int[] servers)
    {
        foreach (var ledger in _ledgers)
        {
            using (var client = ledger.Client(_servers[servers[0]]))
            {
                await ledger.RepeatAsync(client, _chance);
            }

            foreach (var server in servers)
            {
                using var client = ledger.Client(_servers[server]);
                var check = new LedgerCheck(ledger, client);
                await check.RunAsync();
                await check.ByIdAsync();
                check.Licenses(await OperatorLine.LicensesAsync(_installations[server], ledger.Account));
                check.Journal(await OperatorLine.JournalAsync(_installations[server], ledger.Account));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await (_balancer?.DisposeAsync() ?? default);
        foreach (var installation in _installations)
        {
            await installation.DisposeAsync();
        }

        await Primary.DisposeAsync();
        await Replica.DisposeAsync();
        _stop.Dispose();
    }

    private async Task OpenAsync()
    {
        _installations.Add(await Installation.CreateAsync($"Host={Replica.Host},{Primary.Host};Username=rollcall;Database=postgres;Target Session Attributes=primary", "fleet"));
        _installations.AddRange(Enumerable.Range(1, Servers - 1).Select(_ => _installations[0].Beside()));
        _servers.AddRange(await Task.WhenAll(_installations.Select(ServerProcess.StartAsync)));
        _balancer = new Balancer([.. _servers.Select(static server => server.Address)]);
        foreach (var account in new[] { "first", "second" })
        {
            _ledgers.Add(await Ledger.OpenAsync(_installations[0], _servers[0], account));
        }

        _contended = await Ledger.OpenAsync(_installations[0], _servers[0], "contended", FewLicenses);
    }

    /// <summary>Any server must tell the same counts.</summary>
    private Task<JsonElement> LicensesAsync() => OperatorLine.LicensesAsync(_installations[Interlocked.Increment(ref _asked) % Servers], _contended!.Account);

    private void Step()
    {
        if (_ledgers.All(ledger => ledger.Acknowledged >= _goal.Writes))
        {
            _goal.Reached.TrySetResult();
        }
    }
}
