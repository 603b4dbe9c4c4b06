using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rollcall.Receiving;

/// <summary>What a receiver was sent.</summary>
internal sealed record Receipt(string Path, ImmutableDictionary<string, string> Headers, byte[] Body);

/// <summary>A receiver of events of our own, on a random loopback port. It keeps all that it is sent, and answers as it is told.</summary>
internal sealed class LoopbackReceiver : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly WebApplication _app;
    private ImmutableList<Receipt> _receipts = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoopbackReceiver(WebApplication app) => _app = app;

    /// <summary>Where it listens, with a slash at its end.</summary>
    public string Address => _app.Urls.Single() + "/";

    /// <summary>Answers a receipt, of which it is told the number from 0 on; 202 unless set.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = Accept;

    public ImmutableList<Receipt> Receipts
    {
        get
        {
            lock (_lock)
            {
                return _receipts;
            }
        }
    }

    public static async Task<LoopbackReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new LoopbackReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Answers 202.</summary>
    public static Task Accept(HttpContext http, int number)
    {
        http.Response.StatusCode = 202;
        return Task.CompletedTask;
    }

    /// <summary>Waits until what it was sent satisfies somebody.</summary>
    public async Task<ImmutableList<Receipt>> UntilAsync(Func<ImmutableList<Receipt>, bool> enough, CancellationToken ct)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (enough(_receipts))
                {
                    return _receipts;
                }

                next = _next.Task;
            }

            await next.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var receipt = new Receipt(
            http.Request.Path, http.Request.Headers.ToImmutableDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        int number;
        TaskCompletionSource told;
        lock (_lock)
        {
            number = _receipts.Count;
            _receipts = _receipts.Add(receipt);
            (told, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        // It has it, whatever it says.
        told.TrySetResult();
        await Answer(http, number);
    }
}
