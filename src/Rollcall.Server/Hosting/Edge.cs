using System.Text.Json;
using Rollcall.Core.Storage;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.Errors;

namespace Rollcall.Server.Hosting;

/// <summary>The edge of HTTP where exceptions end: an outage is 503, a malformed request is 400, anything else is a bug of ours and 500.</summary>
internal sealed class Edge(RequestDelegate next, ILogger<Edge> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsBare(http.Response) && !IsScim(http))
            {
                await AnswerAsync(http, Bare(http.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
#pragma warning disable CA1031 // One of the three edges where exceptions end (docs/house.md).
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (http.Response.HasStarted)
            {
                Log.Failed(logger, Method(http), http.TraceIdentifier, failure);
                http.Abort();
                return;
            }

            http.Response.Clear();
            await AnswerAsync(http, Judge(http, failure));
        }
    }

    /// <summary>Writes a refusal in the way of the path: SCIM's under /scim, problem details elsewhere.</summary>
    public static Task AnswerAsync(HttpContext http, (int Status, string Code, string Detail, string Remedy, int? RetryAfter) said) =>
        IsScim(http)
            ? ScimResponse.WriteErrorAsync(
                http,
                new ScimError(said.Status, null, said.Detail + " " + said.Remedy) { RetryAfter = said.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null },
                http.RequestAborted)
            : new ProblemResult(said.Status, said.Code, said.Detail, said.Remedy) { RetryAfter = said.RetryAfter }.ExecuteAsync(http);

    private (int Status, string Code, string Detail, string Remedy, int? RetryAfter) Judge(HttpContext http, Exception failure)
    {
        switch (failure)
        {
            case StoreUnavailableException:
                Log.StoreAway(logger, Method(http), http.TraceIdentifier, failure);
                return (503, "storeAway", "The database does not answer.", "Try again in some seconds; /readyz says when it answers.", 5);
            case BadHttpRequestException { InnerException: JsonException wrong }:
                return (400, "malformedBody", BodyFault.Sentence(wrong), "Send one JSON object with the properties that the reference names.", null);
            case BadHttpRequestException { StatusCode: 413 }:
                return (413, "tooLarge", "The body is larger than this endpoint reads.", "Send a smaller body.", null);
            case BadHttpRequestException { StatusCode: 415 }:
                return (415, "wrongMediaType", "The body's Content-Type is not application/json.", "Send Content-Type: application/json.", null);
            case BadHttpRequestException { Message: var said } when said.Contains("no body was provided", StringComparison.Ordinal):
                return (400, "malformedBody", "The request has no body.", "Send one JSON object; {} where every property may be left out.", null);
            case BadHttpRequestException bad:
                return (bad.StatusCode, "badRequest", bad.Message, "Correct the request; the reference shows what this endpoint takes.", null);
            default:
                Log.Failed(logger, Method(http), http.TraceIdentifier, failure);
                return (500, "failed", "The server failed on this request.", $"Nothing in the request need change; its operator finds it in the log by request {http.TraceIdentifier}.", null);
        }
    }

    // The router answers a missing route, a wrong method and a wrong media type by the status alone.
    private static bool IsBare(HttpResponse response) => response is { HasStarted: false, StatusCode: >= 400, ContentType: null };

    private static (int Status, string Code, string Detail, string Remedy, int? RetryAfter) Bare(int status) => status switch
    {
        404 => (status, "noRoute", "There is nothing at this path.", "/openapi/v1.json names every path.", null),
        405 => (status, "wrongMethod", "This path has not this method.", "The Allow header names those that it has.", null),
        413 => (status, "tooLarge", "The body is larger than this endpoint reads.", "Send a smaller body.", null),
        415 => (status, "wrongMediaType", "The body's Content-Type is not application/json.", "Send Content-Type: application/json.", null),
        _ => (status, "badRequest", "The request was refused.", "Correct the request; the reference shows what this endpoint takes.", null),
    };

    private static bool IsScim(HttpContext http) => http.Request.Path.StartsWithSegments("/scim", StringComparison.OrdinalIgnoreCase);

    // A method is the client's own text; only letters are repeated.
    private static string Method(HttpContext http) => http.Request.Method is { Length: <= 20 } method && method.All(char.IsAsciiLetter) ? method : "?";
}
