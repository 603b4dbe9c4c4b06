using System.Net;

namespace Rollcall.Server.Hosting;

/// <summary>How a request came here; there before anything else runs.</summary>
internal sealed class Wire
{
    /// <summary>Whether it came through the operator socket.</summary>
    public bool IsOperatorSocket { get; init; }

    /// <summary>Whether it came through the port for metrics.</summary>
    public bool IsMetricsPort { get; init; }

    /// <summary>Who opened the connection; a proxy, where one stands between. Null for the socket.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>Whether that peer is a proxy whose headers are believed.</summary>
    public bool IsTrustedProxy { get; init; }

    /// <summary>Whether the peer is this machine itself.</summary>
    public bool IsLocal => IsOperatorSocket || (Peer is { } peer && IPAddress.IsLoopback(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer));

    /// <summary>
    /// Whether a secret in the request may have been read on its way (product rule 46): plain HTTP from another machine, or a trusted proxy that says so of its client.
    /// A trusted proxy that says nothing is believed to have used TLS.
    /// </summary>
    public bool IsExposed(HttpRequest request) =>
        !request.IsHttps && (IsTrustedProxy ? SaidPlain(request) && !IsLocalClient(request) : !IsLocal);

    /// <summary>The request's wire.</summary>
    public static Wire Of(HttpContext http) => http.Features.Get<Wire>() ?? throw new InvalidOperationException("The wire is read first of all.");

    // The middleware for forwarded headers moves what it believed into X-Original-Proto.
    private static bool SaidPlain(HttpRequest request) => request.Headers.ContainsKey("X-Original-Proto");

    private static bool IsLocalClient(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client);
}
