using Rollcall.Core.Journal;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Security;

/// <summary>
/// Journals what was asked with a key and changed nothing: who read what, and what was refused (a change is journalled with the key that made it).
/// Kept within the bound for exchanges that name no directory, counted beyond it.
/// </summary>
internal sealed class KeyUses(ExchangeLog log, TimeProvider time)
{
    /// <summary>Whoever follows the journal would else make the lines that he waits for.</summary>
    private const string Journal = "/api/accounts/{account}/journal";

    private const int LongestRoute = 300;

    /// <summary>Notes the request when its answer begins.</summary>
    /// <param name="http">The request.</param>
    /// <param name="visit">Whose key it bears.</param>
    /// <param name="refusal">What the gate answers, or null where it opens.</param>
    public void Watch(HttpContext http, Visit visit, ProblemResult? refusal)
    {
        var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        if (!pattern.StartsWith("/api/", StringComparison.Ordinal) || (refusal is null && pattern.StartsWith(Journal, StringComparison.Ordinal)))
        {
            return;
        }

        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        http.Response.OnStarting(() =>
        {
            var status = http.Response.StatusCode;
            if (HttpMethods.IsGet(http.Request.Method) || status >= StatusCodes.Status400BadRequest)
            {
                log.Record(new Exchange
                {
                    At = at,
                    Account = visit.Where,
                    Kind = ExchangeKind.KeyUsed,
                    Verb = http.Request.Method,
                    Route = Redaction.Text(http.Request.Path.Value ?? "/", LongestRoute),
                    Pattern = pattern,
                    Status = status,
                    Code = refusal?.Code,
                    Actor = visit.Caller.Actor,
                    Micros = (long)time.GetElapsedTime(started).TotalMicroseconds,
                });
            }

            return Task.CompletedTask;
        });
    }
}
