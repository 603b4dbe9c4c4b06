using System.Net.Http.Headers;
using Rollcall.Core.Access.Assertions;
using Rollcall.Core.Events.Outbound;

namespace Rollcall.Server.Remote;

/// <summary>Gets documents of issuers, where the operator's rules allow it: no redirects, 64 KiB, five seconds.</summary>
internal sealed class OutboundKeyFetch(OutboundClient client, ILogger<OutboundKeyFetch> logger) : IKeyFetch
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(Uri url, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            var answer = await client.SendAsync(request, Longest, ct);
            if (answer.Status == StatusCodes.Status200OK)
            {
                return answer.Body;
            }

            Log.KeysRefused(logger, url.Host, answer.Status);
        }
        catch (Exception away) when (away is HttpRequestException or TimeoutException or OutboundRefusedException or NotSupportedException or InvalidOperationException)
        {
            Log.KeysAway(logger, url.Host, away);
        }

        return null;
    }
}
