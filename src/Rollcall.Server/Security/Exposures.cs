using System.Text.RegularExpressions;
using Rollcall.Core.Access;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Security;

/// <summary>Marks tokens and keys that were sent where others could read them (product rule 46): over plain HTTP from another machine, or in a URL.</summary>
internal sealed partial class Exposures(CredentialRegister credentials)
{
    private const int LongestUrl = 16 * 1024;

    /// <summary>Marks what a text is, where it is a credential of ours.</summary>
    public async ValueTask NoteAsync(string text, HttpContext http)
    {
        try
        {
            if (await credentials.FindAsync(text, http.RequestAborted) is { Exposed: null, Revoked: null } found)
            {
                await credentials.ExposeAsync(found.Account, found.Id, OriginOf(http));
            }
        }
        catch (StoreUnavailableException)
        {
            // The request itself meets the outage and says so.
        }
    }

    /// <summary>Marks what stands in the URL of a request.</summary>
    public async ValueTask NoteUrlAsync(HttpContext http)
    {
        var (path, query) = (http.Request.Path.Value ?? "", http.Request.QueryString.Value ?? "");
        if (!path.Contains("/rc", StringComparison.Ordinal) && !query.Contains("rc", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var match in InUrl().Matches(path + query is { Length: <= LongestUrl } url ? url : "").Take(2))
        {
            await NoteAsync(match.Value, http);
        }
    }

    private static Origin OriginOf(HttpContext http) => new() { Actor = "-", Verb = http.Request.Method, Route = "exposed", Status = StatusCodes.Status200OK };

    [GeneratedRegex("rc[a-z]_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex InUrl();
}
