using System.Globalization;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>One data folder under load through many accidents, checked after each.</summary>
/// <param name="installation">The data.</param>
/// <param name="seed">Decides what is pushed and when it breaks.</param>
internal sealed class CrashRun(Installation installation, int seed)
{
    private const int Pushers = 6;
    private const int OwnUsers = 20;

    private readonly Random _chance = new(seed);
    private Ledger? _ledger;
    private int _round;

    /// <summary>The server is killed; how often is said.</summary>
    public async Task KillAsync(int kills)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            await using var server = await CheckedAsync();
            await LoadAsync(server, server.KillAsync, survives: false);
        }
    }

    /// <summary>The database has an accident while the server stays up; how often is said.</summary>
    public async Task BreakAsync(int times, Func<Task> accident)
    {
        await using var server = await CheckedAsync();
        for (var time = 0; time < times; time++)
        {
            await LoadAsync(server, accident, survives: true);
            await CheckAsync(server);
        }
    }

    /// <summary>All of it once more: by id, and against the journal. Answers what was looked at.</summary>
    public async Task<string> CloseAsync()
    {
        await using var server = await CheckedAsync();
        using var client = _ledger!.Client(server);
        var check = new LedgerCheck(_ledger, client);
        await check.ByIdAsync();
        check.Journal(await OperatorLine.JournalAsync(installation, _ledger.Account));
        var there = _ledger.Users.Count(static user => user.IsThere);
        return string.Create(CultureInfo.InvariantCulture, $"{_round} accidents, {_ledger.Acknowledged} acknowledged writes, {there} users there, {_ledger.Users.Count - there} deleted or never made");
    }

    /// <summary>Pushes from several connections until the accident, which comes at a request or an answer: others are under way then.</summary>
    private async Task LoadAsync(ServerProcess server, Func<Task> accident, bool survives)
    {
        using var client = _ledger!.Client(server);
        using var stop = new CancellationTokenSource();
        var left = _chance.Next(2, 150);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var own = _ledger.Users.Where(static user => user.IsFree).OrderBy(_ => _chance.Next()).Take(Pushers * OwnUsers).ToList();
        _round++;
        var pushers = Enumerable.Range(0, Pushers).Select(n =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"r{_round}p{n}");
            return new Pusher(_ledger, client, name, _chance.Next(), Step, own.Where((_, at) => at % Pushers == n)).RunAsync(stop.Token);
        }).ToList();
        // A pusher that finds something wrong ends the wait too.
        await await Task.WhenAny([reached.Task, .. pushers]);
        await accident();
        if (survives)
        {
            Interlocked.Exchange(ref left, 40);
            var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            reached = again;
            await await Task.WhenAny([again.Task, .. pushers]);
            await stop.CancelAsync();
        }

        await Task.WhenAll(pushers);

        void Step()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                Volatile.Read(ref reached).TrySetResult();
            }
        }
    }

    private async Task<ServerProcess> CheckedAsync()
    {
        var server = await ServerProcess.StartAsync(installation);
        _ledger ??= await Ledger.OpenAsync(installation, server);
        using (var client = _ledger.Client(server))
        {
            await _ledger.RepeatAsync(client, _chance);
        }

        await CheckAsync(server);
        return server;
    }

    private async Task CheckAsync(ServerProcess server)
    {
        using var client = _ledger!.Client(server);
        var check = new LedgerCheck(_ledger, client);
        await check.RunAsync();
        check.Licenses(await OperatorLine.LicensesAsync(installation, _ledger.Account));
    }
}
