using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.AspNetCore;

/// <summary>Reads a request's body up to its bound, so that no client makes the server hold more.</summary>
internal static class BodyReading
{
    public static async ValueTask<ScimResult<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, int limit, string? name, CancellationToken ct)
    {
        if (request.ContentLength > limit)
        {
            return TooLarge(limit, name);
        }

        try
        {
            return await ReadToEndAsync(request, limit, name, ct).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            return new ScimError(exception.StatusCode, null, "The HTTP request is malformed, so its body could not be read.");
        }
        catch (Exception gone) when (gone is IOException or ConnectionAbortedException)
        {
            // Nobody will read this; but a host must not take a broken client for a broken store.
            return new ScimError(400, null, "The connection broke off before the whole body had come.");
        }
    }

    private static async ValueTask<ScimResult<ReadOnlyMemory<byte>>> ReadToEndAsync(HttpRequest request, int limit, string? name, CancellationToken ct)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(ct).ConfigureAwait(false);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return TooLarge(limit, name);
            }

            if (read.IsCompleted)
            {
                ReadOnlyMemory<byte> body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ScimError TooLarge(int limit, string? name) => new(413, null, string.Create(
        CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes, {(name is null ? "" : $"the {name} and ")}the most that this server reads. Send the change in several requests."));
}
