using System.Net;
using System.Text;

namespace Rollcall.Scim.Tests.Calling;

/// <summary>Answers every request the same and keeps what was asked.</summary>
public sealed class AnsweringHandler(int status, string contentType, string body) : HttpMessageHandler
{
    public List<(HttpRequestMessage Request, string? Body)> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add((request, request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null));
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        response.Headers.TryAddWithoutValidation("Retry-After", "30");
        return response;
    }
}
