using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.Calling;

/// <summary>A small SCIM client: it sends what it is told and returns what came back. A refusal is a value; a broken connection throws.</summary>
/// <remarks>
/// The HttpClient belongs to the caller, who decides on certificates, time-outs and which networks may be reached; switch its redirects off, since no
/// SCIM service answers with one. Safe for use by several threads.
/// </remarks>
public sealed class ScimClient(HttpClient http, ScimClientOptions options)
{
    /// <summary>The relaxed encoder writes a quote as \" where the default writes \u0022: vendors write the former, and people read it.</summary>
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>GET of one resource.</summary>
    /// <param name="endpoint">The type's endpoint, such as <c>Users</c>.</param>
    /// <param name="id">The resource's id.</param>
    /// <param name="parameters">Projection, or null.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<ScimCall> GetAsync(string endpoint, string id, ListParameters? parameters, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, Path(endpoint, id), parameters?.ToQuery(), null, [], ct);

    /// <summary>GET of a list.</summary>
    public Task<ScimCall> ListAsync(string endpoint, ListParameters parameters, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return SendAsync(HttpMethod.Get, endpoint, parameters.ToQuery(), null, [], ct);
    }

    /// <summary>POST of a new resource.</summary>
    public Task<ScimCall> CreateAsync(string endpoint, JsonObject resource, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, endpoint, null, resource, [], ct);

    /// <summary>PUT of a whole resource, with <c>If-Match</c> where an entity tag is given.</summary>
    public Task<ScimCall> ReplaceAsync(string endpoint, string id, JsonObject resource, string? ifMatch, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, Path(endpoint, id), null, resource, IfMatch(ifMatch), ct);

    /// <summary>PATCH with these operations, with <c>If-Match</c> where an entity tag is given.</summary>
    public Task<ScimCall> PatchAsync(string endpoint, string id, JsonArray operations, string? ifMatch, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
            ["Operations"] = operations,
        };
        return SendAsync(HttpMethod.Patch, Path(endpoint, id), null, body, IfMatch(ifMatch), ct);
    }

    /// <summary>DELETE of one resource, with <c>If-Match</c> where an entity tag is given.</summary>
    public Task<ScimCall> DeleteAsync(string endpoint, string id, string? ifMatch, CancellationToken ct) =>
        SendAsync(HttpMethod.Delete, Path(endpoint, id), null, null, IfMatch(ifMatch), ct);

    /// <summary>Any request below the base URL.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the base URL, already escaped, such as <c>Users</c>.</param>
    /// <param name="query">The query without its question mark, already escaped, or null.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="headers">Headers of this request alone.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="HttpRequestException">The service cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The answer is larger than <see cref="ScimClientOptions.MaxAnswerBytes"/>.</exception>
    public async Task<ScimCall> SendAsync(
        HttpMethod method, string path, string? query, JsonNode? body, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(headers);
        var text = body?.ToJsonString(Writing);
        using var request = new HttpRequestMessage(method, Url(path, query));
        var sent = Dress(request, text, headers);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        var bytes = await ReadAsync(response.Content, options.MaxAnswerBytes, ct).ConfigureAwait(false);
        return new ScimCall(sent, Reply(response, bytes));
    }

    private SentRequest Dress(HttpRequestMessage request, string? body, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        List<KeyValuePair<string, string>> shown = [new("Accept", options.MediaType), .. options.Headers, .. headers];
        foreach (var (name, value) in shown)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (options.BearerToken is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, options.MediaType);
            shown.Add(new("Content-Type", request.Content.Headers.ContentType!.ToString()));
        }

        return new SentRequest(request.Method.Method, request.RequestUri!, shown, body);
    }

    private Uri Url(string path, string? query)
    {
        var queries = new[] { options.BaseUrl.Query.TrimStart('?'), query }.Where(part => !string.IsNullOrEmpty(part));
        var all = string.Join('&', queries);
        var address = options.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path.TrimStart('/');
        return new Uri(all.Length == 0 ? address : address + "?" + all);
    }

    private static ScimReply Reply(HttpResponseMessage response, byte[] body)
    {
        var reply = new ScimReply
        {
            Status = (int)response.StatusCode,
            ContentType = response.Content.Headers.ContentType?.ToString(),
            ETag = response.Headers.ETag?.ToString(),
            Location = response.Headers.Location?.OriginalString,
            Body = body,
        };
        return reply.Status < 400
            ? reply
            : reply with { Error = ErrorReading.Read(reply.Status, reply.Json(), reply.ContentType, response.Headers.RetryAfter?.Delta) };
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken ct)
    {
        var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var whole = new MemoryStream();
            var chunk = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(chunk, ct).ConfigureAwait(false)) > 0;)
            {
                whole.Write(chunk, 0, read);
                if (whole.Length > limit)
                {
                    throw new InvalidDataException($"The answer is larger than {limit} bytes.");
                }
            }

            return whole.ToArray();
        }
    }

    private static string Path(string endpoint, string id) => endpoint + "/" + Uri.EscapeDataString(id);

    private static KeyValuePair<string, string>[] IfMatch(string? tag) => tag is null ? [] : [new("If-Match", tag)];
}
