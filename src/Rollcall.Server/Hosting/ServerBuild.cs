using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Hosting;

/// <summary>Builds the web server from the options and nothing else: no appsettings.json, no ASPNETCORE variables, no launch profile.</summary>
internal static class ServerBuild
{
    /// <summary>How long begun requests have when the server stops.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    /// <summary>The largest body that any endpoint may get to see, in bytes; the endpoints have smaller bounds of their own.</summary>
    private const long LargestBody = 8 * 1024 * 1024;

    /// <summary>A builder with listeners, logs, and what every room may ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="folder">The data folder, held by this process.</param>
    /// <param name="store">The open store.</param>
    /// <param name="socketOnly">True for a command that needs the server for a moment: no port is opened.</param>
    /// <param name="time">The clock.</param>
    public static WebApplicationBuilder Create(ServerOptions options, DataFolder folder, Store store, bool socketOnly, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "rollcall", EnvironmentName = Environments.Production });
        AddLogs(builder.Logging, options);
        builder.WebHost.UseKestrelCore().ConfigureKestrel((_, kestrel) => Listen(kestrel, options, folder.Socket, socketOnly));
        builder.WebHost.UseShutdownTimeout(DrainTime);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = DrainTime);
        builder.Services.Configure<ConsoleLifetimeOptions>(static console => console.SuppressStatusMessages = true);
        builder.Services.ConfigureHttpJsonOptions(static json => Contracts.ApiJson.Apply(json.SerializerOptions));
        builder.Services.AddSingleton(options).AddSingleton(folder).AddSingleton(store).AddSingleton(time);
        builder.Services.AddSingleton<ServerAddress>().AddSingleton<Readiness>();
        return builder;
    }

    /// <summary>The part of the pipeline that comes before any room.</summary>
    public static void UseFront(WebApplication app, ServerOptions options)
    {
        app.UseMiddleware<WireReading>();
        if (options.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarded(options));
        }

        app.UseMiddleware<Edge>();
        app.UseRouting();
    }

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options, string socket, bool socketOnly)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        if (!socketOnly)
        {
            var certificate = options.Certificate is { } path
                ? new CertificateFile(path, options.CertificateKey, kestrel.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Rollcall.Hosting"))
                : null;
            // A certificate that cannot be read stops the start, not the first handshake.
            certificate?.Current();
            Bind(kestrel, options, options.Port, DoorKind.Main, certificate);
            if (options.MetricsPort is { } port)
            {
                Bind(kestrel, options, port, DoorKind.Metrics, certificate);
            }
        }

        OperatorSocket.Prepare(socket);
        kestrel.ListenUnixSocket(socket, static listen => Mark(listen, DoorKind.OperatorSocket));
    }

    private static void Bind(KestrelServerOptions kestrel, ServerOptions options, int port, DoorKind door, CertificateFile? certificate) =>
        kestrel.Listen(options.Bind, port, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Current()) });
            }

            Mark(listen, door);
        });

    private static void Mark(ListenOptions listen, DoorKind door)
    {
        var mark = new Door(door);
        listen.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
    }

    private static void AddLogs(ILoggingBuilder logs, ServerOptions options)
    {
        logs.SetMinimumLevel(options.LogLevel);
        // Below Warning the framework writes paths and queries, which hold names and addresses.
        logs.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        // What stops a start is said once, in a sentence.
        logs.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (options.LogsJson)
        {
            logs.AddJsonConsole(static json => json.UseUtcTimestamp = true);
        }
        else
        {
            logs.AddSimpleConsole(static simple =>
            {
                simple.SingleLine = true;
                simple.UseUtcTimestamp = true;
                simple.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            });
        }

        logs.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static ForwardedHeadersOptions Forwarded(ServerOptions options)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        return forwarded;
    }
}
