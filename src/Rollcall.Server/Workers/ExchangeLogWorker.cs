using Rollcall.Core.Journal;

namespace Rollcall.Server.Workers;

/// <summary>Writes the exchanges that changed nothing, packed, after their answers; the last ones when it stops.</summary>
internal sealed class ExchangeLogWorker(ExchangeLog log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => log.RunAsync(stoppingToken);
}
