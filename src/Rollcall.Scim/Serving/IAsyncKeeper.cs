using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.Serving;

/// <summary>What a host implements to serve asynchronous requests (RFC 9967 section 2.5.1): it runs what it has taken, and keeps what became of it.</summary>
public interface IAsyncKeeper
{
    /// <summary>
    /// Takes a request, which is answered 202 from now on: it must be run once, by <see cref="AsyncRequest.RunAsync"/>, and its outcome be kept and told to
    /// receivers. The request's scope is used after the HTTP request has ended. False refuses, and the request is answered in the usual way.
    /// </summary>
    ValueTask<bool> TakeAsync(AsyncRequest request, CancellationToken ct);

    /// <summary>What became of a request, for the client that made it; null where the scope's client made none of this transaction.</summary>
    ValueTask<AsyncStatus?> FindAsync(ScimScope scope, string transaction, CancellationToken ct);
}

/// <summary>How an asynchronous request stands.</summary>
/// <param name="Tokens">The signed tokens of its completion, one for each operation of a bulk request; null while it runs.</param>
public sealed record AsyncStatus(IReadOnlyList<FeedToken>? Tokens);
