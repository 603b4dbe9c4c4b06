using System.Net;
using System.Net.Sockets;

namespace Rollcall.Core.Events.Outbound;

/// <summary>
/// Requests to addresses that somebody else named. Names are resolved once a connection and the address is checked that is connected to; redirects are not
/// followed, no proxy, no cookies, nothing unpacked; answers are bounded.
/// </summary>
public sealed class OutboundClient : IDisposable
{
    private const int LargestAnswer = 64 * 1024;
    private readonly HttpClient _http;

    /// <summary>A client.</summary>
    /// <param name="rules">Where it may go.</param>
    /// <param name="resolve">Finds the addresses of a name; null asks the system.</param>
    public OutboundClient(OutboundRules rules, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        resolve ??= static (host, ct) => Dns.GetHostAddressesAsync(host, ct);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 20,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = LargestAnswer,
            ConnectCallback = (context, ct) => ConnectAsync(rules, resolve, context, ct),
        })
        {
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Rollcall/1.0");
    }

    /// <summary>Sends one request and reads its whole answer, of at most 64 KiB.</summary>
    /// <param name="request">What to send, to an absolute http or https URL.</param>
    /// <param name="longest">How long it may take.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="OutboundRefusedException">The rules do not allow it.</exception>
    /// <exception cref="HttpRequestException">There was no answer, or one beyond the bounds.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<OutboundAnswer> SendAsync(HttpRequestMessage request, TimeSpan longest, CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(longest);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, bound.Token);
            return new OutboundAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(bound.Token), response.Headers.RetryAfter);
        }
        catch (HttpRequestException failure) when (failure.InnerException is OutboundRefusedException refused)
        {
            throw new OutboundRefusedException(refused.Message, failure);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"No whole answer came within {longest.TotalSeconds:0} seconds.", late);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(
        OutboundRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve, SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var isPlain = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp;
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, ct);
        var allowed = found.Where(address => isPlain ? rules.AllowsPlain(host, address) : rules.Allows(host, address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new OutboundRefusedException(found.Length == 0
                ? "The host has no address."
                : isPlain && found.Any(address => rules.Allows(host, address))
                    ? "The URL is not https, and the operator has not allowed plain http to its address."
                    : "The host leads to an address that is not public, and the operator has not allowed it.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
