namespace Rollcall.Server.Remote;

/// <summary>What operators read; event ids 5200 to 5299.</summary>
internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Warning, "The keys of an issuer at {Host} cannot be had: it answered {Status}.")]
    public static partial void KeysRefused(ILogger logger, string host, int status);

    [LoggerMessage(5201, LogLevel.Warning, "The keys of an issuer at {Host} cannot be had.")]
    public static partial void KeysAway(ILogger logger, string host, Exception exception);
}
