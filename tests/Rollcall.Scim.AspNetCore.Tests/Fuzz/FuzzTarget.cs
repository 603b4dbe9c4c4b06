using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EmbeddedScim;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore.Tests.Fuzz;

/// <summary>The whole pipeline without a network, and what must hold of every answer.</summary>
public sealed class FuzzTarget : IAsyncDisposable
{
    /// <summary>What one request of at most 64 KiB may allocate: steps, where a clock would lie.</summary>
    private const long MostAllocated = 64L * 1024 * 1024;

    private static readonly Regex Varying = new("'[^']*'|\"[^\"]*\"|[0-9]+|[A-Za-z0-9._:-]{25,}", RegexOptions.NonBacktracking);

    private readonly WebApplication _app;
    private readonly RequestDelegate _pipeline;
    private MemoryScimStore _store = new(TimeProvider.System);
    private string _user = "none";
    private string _group = "none";
    private int _sent;

    public FuzzTarget()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddScim();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapScim("/scim/{profile}", new ScimHost { OpenScope = Open });
        _app.UseEndpoints(static _ => { });
        _pipeline = ((IApplicationBuilder)_app).Build();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Sends it and checks the answer.</summary>
    /// <returns>What was seen, without what varies: a new text is a new way through the code. Or the fault.</returns>
    public async Task<(string Seen, string? Fault)> TryAsync(FuzzInput input, string profile)
    {
        if (_sent++ % 200 == 0)
        {
            await SeedAsync();
        }

        var (http, before) = (Context(input, profile), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            await _pipeline(http);
        }
        catch (Exception failure)
        {
            return ("exception", $"{failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}");
        }

        // Nothing waits here, so all of it ran on this thread, whatever other tests do.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var body = Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
        var fault = FaultOf(http, body);
        return (fault is null ? Seen(input, http, body) : "fault", fault ?? Printing(input) ?? (allocated > MostAllocated ? $"It allocated {allocated.ToString(CultureInfo.InvariantCulture)} bytes." : null));
    }

    private async Task SeedAsync()
    {
        _store = new MemoryScimStore(TimeProvider.System);
        _user = await CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"seed","title":"t","emails":[{"type":"work","value":"a@b"}]}""");
        _group = await CreateAsync("/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"seed","members":[{"value":"{{_user}}"}]}""");
    }

    private async Task<string> CreateAsync(string path, string body)
    {
        var http = Context(new FuzzInput("POST", path, [], body), "generic");
        await _pipeline(http);
        Assert.Equal(201, http.Response.StatusCode);
        using var made = JsonDocument.Parse(((MemoryStream)http.Response.Body).ToArray());
        return made.RootElement.GetProperty("id").GetString()!;
    }

    private DefaultHttpContext Context(FuzzInput input, string profile)
    {
        var target = Filled(input.Target);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(Filled(input.Body));
        var http = new DefaultHttpContext { RequestServices = _app.Services };
        http.Request.Method = input.Verb;
        http.Request.Path = $"/scim/{profile}{(query < 0 ? target : target[..query])}";
        http.Request.QueryString = new QueryString(query < 0 ? "" : target[query..]);
        http.Request.Body = new MemoryStream(bytes);
        http.Request.ContentLength = bytes.Length;
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody(bytes.Length > 0));
        http.Request.Headers.Authorization = "Bearer " + ScimServer.Token;
        http.Request.Headers.ContentType = "application/scim+json";
        foreach (var header in input.Headers.GroupBy(static header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            http.Request.Headers[header.Key] = header.Select(static h => h.Value).ToArray();
        }

        http.Response.Body = new MemoryStream();
        return http;
    }

    private string Filled(string text) => text.Replace("{user}", _user, StringComparison.Ordinal).Replace("{group}", _group, StringComparison.Ordinal);

    private ValueTask<ScimResult<ScimScope>> Open(HttpContext http, CancellationToken ct) => ValueTask.FromResult<ScimResult<ScimScope>>(
        http.Request.Headers.Authorization != "Bearer " + ScimServer.Token
            ? new ScimError(401, null, "The bearer token is missing or unknown.")
            : new ScimScope { Store = _store, BaseUrl = new Uri("https://public.example/scim"), Profile = ScimProfile.ByName((string)http.GetRouteValue("profile")!)! });

    private static string? FaultOf(DefaultHttpContext http, string body)
    {
        var status = http.Response.StatusCode;
        if (status >= 500 && status != 501)
        {
            return $"It answered {status}: {body}";
        }

        if (body.Length == 0)
        {
            // Routing answers what is no route of SCIM's; HEAD has no body.
            return status >= 400 && http.Request.Method != "HEAD" && http.GetEndpoint() is not null ? $"It answered {status} without a body." : null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return status < 400 ? null : ErrorFault(json.RootElement, status);
        }
        catch (JsonException broken)
        {
            return $"Its body is no JSON ({broken.Message}): {body}";
        }
    }

    private static string? ErrorFault(JsonElement error, int status)
    {
        var isWhole = error.TryGetProperty("schemas", out var schemas) && schemas[0].GetString() == "urn:ietf:params:scim:api:messages:2.0:Error"
            && error.TryGetProperty("status", out var told) && told.GetString() == status.ToString(CultureInfo.InvariantCulture)
            && error.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 and < 1_000 };
        return isWhole ? null : $"Its error is not whole: {error}";
    }

    /// <summary>What was printed of a tree reads as the same tree.</summary>
    private static string? Printing(FuzzInput input)
    {
        foreach (var text in Texts(input))
        {
            if (FilterText.Parse(text, ExpressionForms.Tolerant).TryGet(out var filter, out _) && !(FilterText.Parse(filter.ToString(), ExpressionForms.Strict).TryGet(out var again, out _) && again == filter))
            {
                return $"The filter {filter} does not read as itself.";
            }

            _ = PathText.Parse(text, ExpressionForms.Tolerant); // Of a path with brackets nothing is printed; it must not throw.
            if (PathText.ParseAttribute(text) is { } path && PathText.ParseAttribute(path.ToString()) != path)
            {
                return $"The attribute {path} does not read as itself.";
            }
        }

        return null;
    }

    private static IEnumerable<string> Texts(FuzzInput input)
    {
        foreach (var part in input.Target.Split('?', '&').Where(static part => part.Contains('=', StringComparison.Ordinal)))
        {
            yield return Uri.UnescapeDataString(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        foreach (var quoted in input.Body.Split('"').Where(static (_, at) => at % 2 == 1).Take(50))
        {
            yield return quoted;
        }
    }

    private static string Seen(FuzzInput input, DefaultHttpContext http, string body)
    {
        var told = http.Response.StatusCode < 400 || body.Length == 0 ? $"{body.Length > 0}" : Detail(body);
        return $"{input.Verb} {http.GetEndpoint()?.DisplayName} {http.Response.StatusCode.ToString(CultureInfo.InvariantCulture)} {Varying.Replace(told, "_")}";
    }

    private static string Detail(string body)
    {
        using var error = JsonDocument.Parse(body);
        return error.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()! : body;
    }

    private sealed class HasBody(bool canHaveBody) : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => canHaveBody;
    }
}
