using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Remote;

/// <summary>Asks a server, by its operator socket or its address. Commands know nothing of HTTP but this.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Func<ApiClient> _again;

    private ApiClient(HttpClient http, string target, Func<ApiClient> again)
    {
        _http = http;
        _again = again;
        Target = target;
    }

    /// <summary>Whom it asks, for people.</summary>
    public string Target { get; }

    /// <summary>Asks through an operator socket.</summary>
    public static ApiClient OverSocket(string path)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) => new NetworkStream(await ConnectAsync(path, ct), ownsSocket: true),
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        return new ApiClient(new HttpClient(handler) { BaseAddress = new Uri("http://operator.socket/") }, "the server at " + path, () => OverSocket(path));
    }

    /// <summary>Asks over TCP.</summary>
    /// <param name="address">The server's public address.</param>
    /// <param name="key">The key, or null for none.</param>
    public static ApiClient OverTcp(Uri address, string? key)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/") };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return new ApiClient(http, address.ToString().TrimEnd('/'), () => OverTcp(address, null));
    }

    /// <summary>The same server, asked with another key, or with none.</summary>
    public ApiClient As(string? key)
    {
        var other = _again();
        other._http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return other;
    }

    /// <summary>Whether somebody listens on an operator socket.</summary>
    public static async Task<bool> AnswersAsync(string path, CancellationToken ct)
    {
        try
        {
            using var socket = await ConnectAsync(path, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Reads.</summary>
    public Task<Reply<T>> GetAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, shape, ct);

    /// <summary>Does something that needs no body.</summary>
    public Task<Reply<T>> PostAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken ct) => SendAsync(HttpMethod.Post, path, null, shape, ct);

    /// <summary>Creates or asks.</summary>
    public Task<Reply<T>> PostAsync<TWish, T>(string path, TWish wish, JsonTypeInfo<TWish> wishShape, JsonTypeInfo<T> shape, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(wish, wishShape), shape, ct);

    /// <summary>Asks as a device does, which signs the body as it is sent.</summary>
    public Task<Reply<T>> PostSignedAsync<TWish, T>(
        string path, TWish wish, JsonTypeInfo<TWish> wishShape, JsonTypeInfo<T> shape, string header, Func<byte[], string> sign, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(wish, wishShape);
        var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(HttpMethod.Post, path, body, shape, ct, (header, sign(bytes)));
    }

    /// <summary>Changes a part.</summary>
    public Task<Reply<T>> PatchAsync<TWish, T>(string path, TWish wish, JsonTypeInfo<TWish> wishShape, JsonTypeInfo<T> shape, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, path, JsonContent.Create(wish, wishShape), shape, ct);

    /// <summary>Sets the whole.</summary>
    public Task<Reply<T>> PutAsync<TWish, T>(string path, TWish wish, JsonTypeInfo<TWish> wishShape, JsonTypeInfo<T> shape, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(wish, wishShape), shape, ct);

    /// <summary>Sees to it that something is so.</summary>
    public Task<Reply<T>> PutAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken ct) => SendAsync(HttpMethod.Put, path, null, shape, ct);

    /// <summary>Ends something.</summary>
    public Task<Reply<T>> DeleteAsync<T>(string path, JsonTypeInfo<T> shape, CancellationToken ct) => SendAsync(HttpMethod.Delete, path, null, shape, ct);

    public void Dispose() => _http.Dispose();

    private static async Task<Socket> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Reply<T>> SendAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> shape, CancellationToken ct, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var answer = await _http.SendAsync(request, ct);
            return await ReadAsync(answer, shape, ct);
        }
        catch (HttpRequestException away)
        {
            return new Reply<T>.Refused(NoAnswer.Of(away, Target));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Reply<T>.Refused(NoAnswer.Late(Target, _http.Timeout));
        }
        catch (JsonException)
        {
            return new Reply<T>.Refused(NoAnswer.Foreign(Target, null));
        }
    }

    private async Task<Reply<T>> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> shape, CancellationToken ct)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        if (type == Problem.MediaType && await JsonSerializer.DeserializeAsync(stream, ApiJson.Readable.Problem, ct) is { } problem)
        {
            return new Reply<T>.Refused(problem);
        }

        // A refusal to connect is an answer too: it has the shape that was asked for.
        return type == "application/json" && await JsonSerializer.DeserializeAsync(stream, shape, ct) is { } value
            ? new Reply<T>.Good(value)
            : new Reply<T>.Refused(NoAnswer.Foreign(Target, (int)answer.StatusCode));
    }
}
