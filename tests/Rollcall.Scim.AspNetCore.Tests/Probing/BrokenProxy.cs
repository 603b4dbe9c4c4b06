using System.Text;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>Stands before a good server and breaks one behaviour of it.</summary>
internal sealed class BrokenProxy(HttpClient good, Defect defect) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bytes = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var ask = new Ask(request, bytes is null ? null : Encoding.Latin1.GetString(bytes));
        defect.Ask?.Invoke(ask);
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (ask.Body is not null)
        {
            copy.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(ask.Body));
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", request.Content?.Headers.ContentType?.ToString());
        }

        using var response = await good.SendAsync(copy, cancellationToken);
        var told = new Told
        {
            Status = (int)response.StatusCode,
            Body = await response.Content.ReadAsStringAsync(cancellationToken),
            Headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Content-Length")
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        };
        defect.Tell?.Invoke(ask, told);
        var answer = new HttpResponseMessage((System.Net.HttpStatusCode)told.Status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(told.Body)) };
        foreach (var (name, value) in told.Headers)
        {
            _ = answer.Headers.TryAddWithoutValidation(name, value) || answer.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }
}
