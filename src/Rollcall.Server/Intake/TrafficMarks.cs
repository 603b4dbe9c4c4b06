using Microsoft.AspNetCore.Http.Features;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Journal;
using Rollcall.Scim.AspNetCore;
using Rollcall.Server.Security;

namespace Rollcall.Server.Intake;

/// <summary>Counts, for the directory that a request was let into, what it was forgiven and the sign it bears.</summary>
internal static class TrafficMarks
{
    public static void Count(ExchangeLog log, HttpContext http, ScimExchange exchange, DateTimeOffset at)
    {
        if (http.Features.Get<DirectoryVisit>() is not { Standing: { } standing })
        {
            return;
        }

        var (account, directory) = (standing.Account.Number, standing.Directory.Key.Value);
        if (ProviderSign.Of(Glimpse(http)) is { } sign)
        {
            log.Count(new TrafficMark(account, directory, sign.Name, 1, at, at));
        }

        foreach (var tolerance in exchange.Scope?.Tolerances.Entries ?? [])
        {
            log.Count(new TrafficMark(account, directory, tolerance.Code, tolerance.Count, at, at));
        }
    }

    private static RequestGlimpse Glimpse(HttpContext http) => new(
        http.Request.Headers.UserAgent.ToString(),
        http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty,
        http.Request.Headers.ContainsKey("ADSCIMVersion"),
        http.Request.Headers.Accept.ToString() is "application/json");
}
