using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Rollcall.Scim.Calling;

/// <summary>
/// Sends requests exactly as they are given, wrong ones too, and returns answers without reading them; a connection that breaks is a value as well. It is
/// what the prober stands on; programs that want SCIM use <see cref="ScimClient"/>.
/// </summary>
public sealed class WireClient : IDisposable
{
    private const int ShortestSecret = 8;

    private readonly HttpClient _http;
    private readonly WireOptions _options;
    private readonly bool _owned;
    private string? _token;

    /// <summary>A client over connections of the caller's, who switches redirects and cookies off.</summary>
    public WireClient(HttpClient http, WireOptions options)
        : this(http, options, owned: false)
    {
    }

    private WireClient(HttpClient http, WireOptions options, bool owned)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        (_http, _options, _owned) = (http, options, owned);
    }

    /// <summary>The base URL.</summary>
    public Uri BaseUrl => _options.BaseUrl;

    /// <summary>True where requests carry a credential.</summary>
    public bool HasToken => _options.Token is not null;

    /// <summary>A client with connections of its own: no redirects, no cookies, no decompression.</summary>
    public static WireClient Connect(WireOptions options) => new(
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan }, options, owned: true);

    /// <summary>Sends one request.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="ct">Cancels the call, which then throws; a server that does not answer in time does not.</param>
    public async Task<WireExchange> SendAsync(WireRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Url(request));
        var sent = await DressAsync(message, request, ct).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_options.Patience);
        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            return new WireExchange(sent, await ReadAsync(response, patience.Token).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WireExchange(sent, null, string.Create(CultureInfo.InvariantCulture, $"No answer came within {_options.Patience.TotalSeconds:0} seconds."));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new WireExchange(sent, null, Why(exception));
        }
    }

    /// <summary>A text without the client's credential, should the server have repeated it.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _token is { Length: >= ShortestSecret } token ? text.Replace(token, "***", StringComparison.Ordinal) : text;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owned)
        {
            _http.Dispose();
        }
    }

    private async ValueTask<SentRequest> DressAsync(HttpRequestMessage message, WireRequest request, CancellationToken ct)
    {
        List<KeyValuePair<string, string>> shown = [.. request.Headers.Where(header => header.Value.Length > 0)];
        if (!request.Headers.Any(header => header.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase)))
        {
            shown.Insert(0, new("Accept", _options.Accept));
        }

        foreach (var (name, value) in shown)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            if (request.ContentType is { } type)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                shown.Add(new("Content-Type", type));
            }
        }

        if (await CredentialAsync(request, ct).ConfigureAwait(false) is { Length: > 0 } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return new SentRequest(request.Method, message.RequestUri!, shown, request.Body is { } sent ? Encoding.UTF8.GetString(sent.Span) : null);
    }

    private async ValueTask<string?> CredentialAsync(WireRequest request, CancellationToken ct)
    {
        if (request.Token is not null || _options.Token is null)
        {
            return request.Token;
        }

        return _token = await _options.Token(ct).ConfigureAwait(false);
    }

    private Uri Url(WireRequest request)
    {
        var queries = new[] { _options.BaseUrl.Query.TrimStart('?'), request.Query }.Where(part => !string.IsNullOrEmpty(part));
        var all = string.Join('&', queries);
        var path = request.Path.Length == 0 ? "" : "/" + request.Path.TrimStart('/');
        var address = _options.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path;

        // An empty query, which is not the same as none, leaves its question mark: OneLogin sends such.
        return new Uri(all.Length > 0 || request.Query is "" ? address + "?" + all : address);
    }

    private async Task<WireReply> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(chunk, ct).ConfigureAwait(false)) > 0;)
            {
                whole.Write(chunk, 0, read);
                if (whole.Length > _options.MaxAnswerBytes)
                {
                    throw new IOException($"The answer is larger than {_options.MaxAnswerBytes} bytes.");
                }
            }
        }

        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)));
        return new WireReply((int)response.StatusCode, [.. headers], whole.ToArray());
    }

    private static string Why(Exception exception) => exception.InnerException is { } inner && inner.Message != exception.Message
        ? $"{exception.Message} ({inner.Message})"
        : exception.Message;
}
