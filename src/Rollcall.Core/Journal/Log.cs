using Microsoft.Extensions.Logging;

namespace Rollcall.Core.Journal;

/// <summary>What this room tells operators; events 300 to 399.</summary>
internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Warning, "The database is away: {Count} exchanges wait for being journalled.")]
    public static partial void ExchangesWait(ILogger logger, int count, Exception outage);

    [LoggerMessage(301, LogLevel.Information, "Retention removed {Count} rows of exchanges older than {Days} days.")]
    public static partial void Forgotten(ILogger logger, long count, int days);

    [LoggerMessage(302, LogLevel.Error, "{Rows} exchanges of account {Account} could not be journalled.")]
    public static partial void RowsLost(ILogger logger, int rows, long account, Exception defect);
}
