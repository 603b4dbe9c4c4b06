using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.AspNetCore;

/// <summary>Reads a request's body up to its bound, so that no client makes the server hold more.</summary>
internal static class BodyReading
{
    public static async ValueTask<ScimResult<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
        {
            return TooLarge(limit);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(ct).ConfigureAwait(false);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return TooLarge(limit);
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

    private static ScimError TooLarge(int limit) => new(413, null, string.Create(
        CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes, the most that this server reads. Send the change in several requests."));
}
