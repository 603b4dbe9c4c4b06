using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Rollcall.Server.Tests;

/// <summary>A line to a server that can be cut and mended: what runs over it breaks, and nobody answers until it is mended.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly ConcurrentBag<Socket> _open = [];
    private readonly IPEndPoint _target;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private volatile bool _isCut;

    public CuttableLine(IPEndPoint target)
    {
        _target = target;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Cut()
    {
        _isCut = true;
        while (_open.TryTake(out var socket))
        {
            socket.Close(0);
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptAsync(_end.Token);
                if (_isCut)
                {
                    near.Close(0);
                    continue;
                }

                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(_target, _end.Token);
                _open.Add(near);
                _open.Add(far);
                _ = PipeAsync(near, far);
                _ = PipeAsync(far, near);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private static async Task PipeAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                await to.SendAsync(buffer.AsMemory(0, read));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
