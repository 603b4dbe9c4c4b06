using System.Net;

namespace Rollcall.Server.Hosting;

/// <summary>Notes how a request came, before forwarded headers change what it says of itself.</summary>
internal sealed class WireReading(RequestDelegate next, ServerOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var peer = http.Connection.RemoteIpAddress;
        var door = http.Features.Get<Door>();
        http.Features.Set(new Wire
        {
            IsOperatorSocket = door?.Kind == DoorKind.OperatorSocket,
            IsMetricsPort = door?.Kind == DoorKind.Metrics,
            Peer = peer,
            IsTrustedProxy = peer is not null && Trusts(peer),
        });
        return next(http);
    }

    private bool Trusts(IPAddress peer)
    {
        var plain = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return options.TrustedProxies.Any(network => network.Contains(plain));
    }
}
