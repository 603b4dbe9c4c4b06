using Microsoft.Extensions.Logging;

namespace Rollcall.Scim.AspNetCore;

/// <summary>What operators read in the log; event ids 1000 to 1099. No name, address or token is ever in it.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "SCIM {Method} failed; the client was answered 500. Request {RequestId}.")]
    public static partial void Failed(ILogger logger, string method, string requestId, Exception exception);

    [LoggerMessage(1001, LogLevel.Error, "SCIM {Method} failed while its answer was being written; the connection was broken off. Request {RequestId}.")]
    public static partial void FailedWhileWriting(ILogger logger, string method, string requestId, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "SCIM {Method} met an outage and was answered {Status}. Request {RequestId}.")]
    public static partial void Outage(ILogger logger, string method, int status, string requestId, Exception exception);
}
