using System.Collections.Concurrent;
using System.Security.Cryptography;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Serving;

namespace EmbeddedScim;

/// <summary>Asynchronous requests and the feed of their outcomes, in memory: one receiver, and all is gone when the process ends.</summary>
public sealed class MemoryEvents(TimeProvider clock, string audience) : IAsyncKeeper, IScimFeed, IDisposable
{
    private readonly KeyPairSigner _signer = new("memory-1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private readonly ConcurrentDictionary<string, AsyncStatus> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<FeedToken> _waiting = [];

    /// <summary>What receivers verify with.</summary>
    public IReadOnlyList<VerificationKey> Keys => [_signer.PublicKey];

    public ValueTask<bool> TakeAsync(AsyncRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        _outcomes[request.Transaction] = new AsyncStatus(null);
        _running[request.Transaction] = RunAsync(request);
        return ValueTask.FromResult(true);
    }

    public ValueTask<AsyncStatus?> FindAsync(ScimScope scope, string transaction, CancellationToken ct) => ValueTask.FromResult(_outcomes.GetValueOrDefault(transaction));

    public ValueTask AcknowledgeAsync(IReadOnlyList<string> taken, IReadOnlyDictionary<string, SetError> refused, CancellationToken ct)
    {
        lock (_lock)
        {
            _waiting.RemoveAll(token => taken.Contains(token.Id) || refused.ContainsKey(token.Id));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<PollResponse> NextAsync(int limit, TimeSpan wait, CancellationToken ct)
    {
        for (var started = clock.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), clock, ct))
        {
            lock (_lock)
            {
                if (_waiting.Count > 0 || clock.GetElapsedTime(started) >= wait)
                {
                    return new PollResponse([.. _waiting.Take(limit)], _waiting.Count > limit);
                }
            }
        }
    }

    public void Dispose() => _signer.Dispose();

    private async Task RunAsync(AsyncRequest request)
    {
        // The caller is answered first.
        await Task.Yield();
        IReadOnlyList<SecurityEvent> events;
        try
        {
            events = await request.RunAsync(clock.GetUtcNow);
        }
        catch (Exception)
        {
            events = [request.Failed(new ScimError(500, null, "The server failed on this request."), clock.GetUtcNow())];
        }

        List<FeedToken> tokens = [.. events.Select(e => new FeedToken(e.Id, SetToken.Sign(e with { Audience = [audience] }, _signer)))];
        lock (_lock)
        {
            _waiting.AddRange(tokens);
        }

        _outcomes[request.Transaction] = new AsyncStatus(tokens);
        _running.TryRemove(request.Transaction, out _);
    }
}
