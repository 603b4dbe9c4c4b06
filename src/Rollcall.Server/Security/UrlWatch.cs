namespace Rollcall.Server.Security;

/// <summary>Looks at the URL of every request for a token: there it is read by proxies, logs and browsers, so it counts as exposed.</summary>
internal sealed class UrlWatch(RequestDelegate next, Exposures exposures)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await exposures.NoteUrlAsync(http);
        await next(http);
    }
}
