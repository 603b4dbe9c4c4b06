using System.Net;
using System.Net.Sockets;

namespace Rollcall.EndToEnd.Tests.Fleet;

/// <summary>What stands before several servers: it passes each connection on to the next one that is ready, and to another one where that one refuses.</summary>
/// <remarks>It sends nothing twice: a connection that breaks, breaks for the client too.</remarks>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly Uri[] _servers;
    private readonly bool[] _ready;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];
    private int _next;

    public Balancer(params Uri[] servers)
    {
        _servers = servers;
        _ready = [.. servers.Select(static _ => true)];
        _listener.Start();
        _tasks.Add(AcceptAsync());
        _tasks.AddRange(Enumerable.Range(0, servers.Length).Select(LookAsync));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is disposed.
        }
    }

    /// <summary>Asks one server again and again whether it wants requests.</summary>
    private async Task LookAsync(int server)
    {
        using var client = new HttpClient { BaseAddress = _servers[server], Timeout = TimeSpan.FromSeconds(1) };
        try
        {
            while (true)
            {
                _ready[server] = await IsReadyAsync(client);
                await Task.Delay(BetweenLooks, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It is disposed.
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/readyz", _stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException || (gone is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task PassAsync(Socket client)
    {
        using (client)
        {
            try
            {
                using var server = await ConnectAsync();
                await await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception cut) when (cut is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
    }

    /// <summary>Round robin over those that are ready; where none is, over all: who waits for the database answers in time.</summary>
    private async Task<Socket> ConnectAsync()
    {
        var first = Interlocked.Increment(ref _next) & int.MaxValue;
        var order = Enumerable.Range(first, _servers.Length).Select(at => at % _servers.Length).OrderBy(server => _ready[server] ? 0 : 1);
        foreach (var server in order)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, _servers[server].Port, _stop.Token);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        throw new SocketException((int)SocketError.ConnectionRefused);
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var read)
        {
            for (var sent = 0; sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stop.Token);
            }
        }
    }
}
