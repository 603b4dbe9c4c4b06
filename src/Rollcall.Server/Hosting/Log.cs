namespace Rollcall.Server.Hosting;

/// <summary>What operators read; event ids 5000 to 5099.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "The certificate in {Path} changed and is in use.")]
    public static partial void CertificateRenewed(ILogger logger, string path);

    [LoggerMessage(5001, LogLevel.Error, "The certificate in {Path} changed but cannot be read; the old one stays in use.")]
    public static partial void CertificateBroken(ILogger logger, string path, Exception exception);

    [LoggerMessage(5002, LogLevel.Error, "{Method} failed; the client was answered 500. Request {RequestId}.")]
    public static partial void Failed(ILogger logger, string method, string requestId, Exception exception);

    [LoggerMessage(5003, LogLevel.Warning, "The database does not answer; {Method} was answered 503. Request {RequestId}.")]
    public static partial void StoreAway(ILogger logger, string method, string requestId, Exception exception);

    [LoggerMessage(5004, LogLevel.Information, "Listening on {Address}; data in {Data}; store {Store}.")]
    public static partial void Listening(ILogger logger, string address, string data, string store);

    [LoggerMessage(5005, LogLevel.Information, "Stopping: no new request is accepted, those begun have 30 seconds.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(5006, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(5007, LogLevel.Warning, "Listening on {Address} in plain HTTP without a trusted proxy: tokens from other machines will be refused. Set certificate or trusted-proxies.")]
    public static partial void PlainOutside(ILogger logger, string address);

    [LoggerMessage(5008, LogLevel.Warning, "The data folder {Path} is open to other users of this machine; mode 0700 is advised.")]
    public static partial void OpenFolder(ILogger logger, string path);

    [LoggerMessage(5050, LogLevel.Warning, "{Weakness}")]
    public static partial void WeakStore(ILogger logger, string weakness);
}
