using Rollcall.Core.Roll.Admitting;

namespace Rollcall.Server.Client;

/// <summary>What a device shows with a request. Its signature is over the body as it came, so the body is kept while it is read.</summary>
internal static class DeviceProofs
{
    private const int LargestBody = 16 * 1024;

    /// <summary>Lets the body be read twice, below <c>/client</c> alone.</summary>
    public static Task KeepBodyAsync(HttpContext http, RequestDelegate next)
    {
        http.Request.EnableBuffering(LargestBody, LargestBody * 4);
        return next(http);
    }

    /// <summary>The proof of a request, or null.</summary>
    public static async ValueTask<DeviceProof?> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var header = http.Request.Headers[DeviceProof.Header].ToString();
        if (header.Length == 0)
        {
            return null;
        }

        http.Request.Body.Position = 0;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        return DeviceProof.Read(header, http.Request.Method, http.Request.Path.Value ?? "", body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}
