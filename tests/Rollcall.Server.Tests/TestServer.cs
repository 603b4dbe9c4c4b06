using System.Net.Http.Headers;
using System.Net.Sockets;
using Rollcall.Server.Commands;
using Rollcall.Server.Hosting;

[assembly: AssemblyFixture(typeof(Rollcall.Server.Tests.TestServer))]

namespace Rollcall.Server.Tests;

/// <summary>A real server on a random loopback port: one for the whole run, or one of its own where a test needs other options.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly Func<string, object>? _options;
    private readonly TimeProvider _time = TimeProvider.System;
    private RunningServer? _server;

    public TestServer()
    {
    }

    private TestServer(Func<string, object> options, TimeProvider time) => (_options, _time) = (options, time);

    public string Data => _folder.Path;

    /// <summary>The PostgreSQL that it works on, or null.</summary>
    public string? Postgres { get; private set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => _server!.Address.Listening;

    public Uri? MetricsAddress => _server!.MetricsAddress;

    internal RunningServer Server => _server!;

    internal static async Task<TestServer> StartAsync(Func<string, ServerOptions> options, TimeProvider? time = null)
    {
        var server = new TestServer(folder => options(folder), time ?? TimeProvider.System);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        var options = (ServerOptions?)_options?.Invoke(_folder.Path) ?? new ServerOptions();
        Postgres = options.Postgres;
        var started = await RunningServer.StartAsync(
            options with { Port = 0, Data = _folder.Path, LogLevel = LogLevel.Critical }, socketOnly: false, _time, TestContext.Current.CancellationToken);
        _server = Assert.IsType<ServerStart.Running>(started).Server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A client over TCP.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client over the operator socket: the local operator.</summary>
    public HttpClient Operator()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(OperatorSocket.PathOf(_folder.Path)), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://operator.socket/") };
    }
}
