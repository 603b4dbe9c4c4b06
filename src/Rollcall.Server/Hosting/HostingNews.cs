using System.Net;

namespace Rollcall.Server.Hosting;

/// <summary>What the log tells of a server's start and end.</summary>
internal static class HostingNews
{
    public static void Tell(ILogger logger, ServerOptions options, ServerAddress address, string? weakness, IHostApplicationLifetime lifetime)
    {
        Log.Listening(logger, address.Listening.ToString(), options.Data, options.Store == StoreKind.Postgres ? "PostgreSQL" : "SQLite");
        if (options.Certificate is null && options.TrustedProxies.Count == 0 && !IPAddress.IsLoopback(options.Bind))
        {
            Log.PlainOutside(logger, address.Listening.ToString());
        }

        if (!PrivateFolder.IsPrivate(options.Data))
        {
            Log.OpenFolder(logger, options.Data);
        }

        if (weakness is not null)
        {
            Log.WeakStore(logger, weakness);
        }

        lifetime.ApplicationStopping.Register(() => Log.Stopping(logger));
        lifetime.ApplicationStopped.Register(() => Log.Stopped(logger));
    }
}
