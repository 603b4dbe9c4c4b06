using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>Writes answers of SCIM to HTTP.</summary>
public static class ScimResponse
{
    /// <summary>Refuses a request in SCIM's way, for the parts of a host that answer before the SCIM endpoint does: rate limits, authentication.</summary>
    /// <param name="http">The request, of whose answer nothing has been sent.</param>
    /// <param name="error">What is refused.</param>
    /// <param name="ct">Cancels the writing.</param>
    public static Task WriteErrorAsync(HttpContext http, ScimError error, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(http);
        return WriteAsync(http, ScimAnswer.Refuse(error), prefersPlain: false, ct);
    }

    /// <summary>Writes status, headers and body, and notes them in the exchange.</summary>
    internal static async Task WriteAsync(HttpContext http, ScimAnswer answer, bool prefersPlain, CancellationToken ct)
    {
        Note(http.Features, answer);
        Head(http.Response, answer);
        var gone = false;
        if (answer.Body is { } body)
        {
            var response = http.Response;
            response.ContentType = answer.MediaType ?? MediaTypes.ForAnswer(http.Request, prefersPlain);
            var output = response.BodyWriter;
            body(output);
            if (output.CanGetUnflushedBytes && output.UnflushedBytes is > 0 and var length)
            {
                // Nothing has been flushed, so the head is still open and the length is known. Where the client has just gone,
                // Kestrel throws the bytes away and counts none; a length of 0 would then be a lie that it answers with an exception.
                response.ContentLength = length;
            }

            gone = (await output.FlushAsync(ct).ConfigureAwait(false)).IsCompleted;
        }

        if (http.Features.Get<ScimExchange>() is { } exchange)
        {
            exchange.Delivered = !gone && !http.RequestAborted.IsCancellationRequested;
        }
    }

    private static void Head(HttpResponse response, ScimAnswer answer)
    {
        var headers = response.Headers;
        response.StatusCode = answer.Status;
        headers.CacheControl = "no-store";
        headers.Vary = "Accept";
        headers.ETag = answer.ETag;
        if (answer.Status == StatusCodes.Status201Created)
        {
            headers.Location = answer.Location;
        }
        else if (answer is { Location: { } location, Body: not null })
        {
            headers.ContentLocation = location;
        }

        if (answer is { Status: StatusCodes.Status202Accepted, Transaction: { } transaction })
        {
            headers["Set-Txn"] = transaction;
            headers["Preference-Applied"] = "respond-async";
            headers.Location = answer.Location;
        }

        if (answer.Error is { } error)
        {
            SetErrorHead(response, error);
        }
    }

    /// <summary>The headers that tell a client what to do about a refusal.</summary>
    internal static void SetErrorHead(HttpResponse response, ScimError error)
    {
        var headers = response.Headers;
        if (error.RetryAfter is { } wait)
        {
            // Whole seconds: Okta reads no other form, and waits five minutes where it cannot read it.
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (error.Status == StatusCodes.Status401Unauthorized && headers.WWWAuthenticate.Count == 0)
        {
            headers.WWWAuthenticate = "Bearer realm=\"scim\"";
        }
    }

    private static void Note(IFeatureCollection features, ScimAnswer answer)
    {
        if (features.Get<ScimExchange>() is not { } exchange)
        {
            return;
        }

        exchange.Status = answer.Status;
        exchange.Error = answer.Error;
        exchange.Ids = answer.Ids;
        exchange.Total = answer.Total;
        exchange.Changed = answer.Changed;
    }
}
