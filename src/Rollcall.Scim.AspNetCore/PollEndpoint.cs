using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>Where receivers poll for events (RFC 8936).</summary>
internal sealed class PollEndpoint(FeedHost host, ILogger logger)
{
    private const int LargestBody = 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        var ct = http.RequestAborted;
        try
        {
            var answer = await AnswerAsync(http, ct).ConfigureAwait(false);
            await answer.Match(response => WriteAsync(http, 200, response.ToJson(), ct), error => RefuseAsync(http, error, ct)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The receiver has gone; what it was not told it will be told at its next poll.
        }
#pragma warning disable CA1031 // This is one of the three edges where exceptions end (docs/house.md).
        catch (Exception exception) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            await FailAsync(http, exception, ct).ConfigureAwait(false);
        }
    }

    private async Task<ScimResult<PollResponse>> AnswerAsync(HttpContext http, CancellationToken ct)
    {
        var opened = await host.OpenFeed(http, ct).ConfigureAwait(false);
        if (!opened.TryGet(out var feed, out var error))
        {
            return error;
        }

        if (MediaTypes.Refuse(http.Request) is { } wrongType)
        {
            return wrongType;
        }

        var body = await BodyReading.ReadAsync(http.Request, LargestBody, null, ct).ConfigureAwait(false);
        return body.Then(PollRequest.Read).TryGet(out var request, out error)
            ? await ScimPoll.AnswerAsync(feed, request, ct).ConfigureAwait(false)
            : error;
    }

    private async Task FailAsync(HttpContext http, Exception exception, CancellationToken ct)
    {
        if (host.Outage?.Invoke(exception) is { } outage)
        {
            Log.Outage(logger, "poll", outage.Status, http.TraceIdentifier, exception);
            await RefuseAsync(http, outage, ct).ConfigureAwait(false);
            return;
        }

        Log.Failed(logger, "poll", http.TraceIdentifier, exception);
        await RefuseAsync(http, new ScimError(500, null, $"The server failed on this request. Its operator finds it by request {http.TraceIdentifier}."), ct)
            .ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext http, ScimError error, CancellationToken ct)
    {
        ScimResponse.SetErrorHead(http.Response, error);
        var code = error.Status switch
        {
            StatusCodes.Status401Unauthorized => SetErrors.AuthenticationFailed,
            StatusCodes.Status403Forbidden => SetErrors.AccessDenied,
            _ => SetErrors.InvalidRequest,
        };
        return WriteAsync(http, error.Status, new SetError(code, error.Code is null ? error.Detail : error.Code + ": " + error.Detail).ToJson(), ct);
    }

    private static async Task WriteAsync(HttpContext http, int status, JsonObject body, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = MediaTypes.Plain;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, ct).ConfigureAwait(false);
    }
}
