using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rollcall.Core.Storage;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Commands;

/// <summary>A server in this process, from the lock of its data folder to its listeners. Commands without a server start the same one, with its socket alone.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Store _store;
    private readonly DataFolder _folder;

    private RunningServer(WebApplication app, Store store, DataFolder folder)
    {
        _app = app;
        _store = store;
        _folder = folder;
    }

    /// <summary>The rooms' parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where clients reach it.</summary>
    public ServerAddress Address => Services.GetRequiredService<ServerAddress>();

    /// <summary>The port of metrics, where it has one of its own.</summary>
    public Uri? MetricsAddress { get; private init; }

    /// <summary>Whether the data folder held no database before.</summary>
    public bool IsNew => _folder.IsNew;

    /// <summary>Starts one.</summary>
    /// <param name="options">How.</param>
    /// <param name="socketOnly">True to open the operator socket and no port.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<ServerStart> StartAsync(ServerOptions options, bool socketOnly, TimeProvider time, CancellationToken ct)
    {
        DataFolder? folder = null;
        Store? store = null;
        WebApplication? app = null;
        try
        {
            folder = DataFolder.Take(options.Data, options.IsMomentary);
            if (folder is null)
            {
                return new ServerStart.Busy($"Another Rollcall process uses the data folder {options.Data}. Stop it, or give --data another folder.");
            }

            store = Store.Open(new StoreOptions { Postgres = options.Postgres, File = folder.Database, Patience = options.Patience }, time);
            app = Composition.Build(options, folder, store, socketOnly, time);
            await app.StartAsync(ct);
            OperatorSocket.Close(folder.Socket);
            var server = new RunningServer(app, store, folder) { MetricsAddress = NoteAddresses(app) };
            server.Tell(options, socketOnly);
            (folder, store, app) = (null, null, null);
            return new ServerStart.Running(server);
        }
        catch (Exception failure) when (Sentence(failure, options) is { } sentence)
        {
            return new ServerStart.Refused(sentence);
        }
        finally
        {
            await CloseAsync(app, store, folder);
        }
    }

    /// <summary>Waits until the process is asked to stop (Ctrl-C, SIGTERM), finishes begun requests, and returns.</summary>
    public Task WaitAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await CloseAsync(_app, _store, _folder);
    }

    private void Tell(ServerOptions options, bool socketOnly)
    {
        if (!socketOnly)
        {
            HostingNews.Tell(Services.GetRequiredService<ILoggerFactory>().CreateLogger("Rollcall.Hosting"), options, Address, _store.Weakness, _app.Lifetime);
        }
    }

    private static async ValueTask CloseAsync(WebApplication? app, Store? store, DataFolder? folder)
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        if (store is not null)
        {
            await store.DisposeAsync();
        }

        folder?.Dispose();
    }

    private static Uri? NoteAddresses(WebApplication app)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Where(static address => !address.Contains("unix:", StringComparison.Ordinal)).Select(static address => new Uri(address)).ToList();
        if (bound.Count > 0)
        {
            app.Services.GetRequiredService<ServerAddress>().Note(bound[0]);
        }

        return bound.Count > 1 ? bound[1] : null;
    }

    // What an operator can mend is said in a sentence; anything else is a bug and keeps its stack.
    private static string? Sentence(Exception failure, ServerOptions options) => failure switch
    {
        StoreUnavailableException away => away.Message,
        IOException { InnerException: AddressInUseException } => $"Port {options.Port} is in use by another program. Give --port another, or 0 for a free one.",
        UnauthorizedAccessException denied => $"{denied.Message} The data folder must belong to the user that runs Rollcall.",
        CryptographicException broken => $"The certificate {options.Certificate} cannot be used: {broken.Message}",
        System.Net.Sockets.SocketException socket => $"Cannot listen on {options.Bind}:{options.Port}: {socket.Message}",
        IOException broken => broken.Message,
        _ => null,
    };
}
