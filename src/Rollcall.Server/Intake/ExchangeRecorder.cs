using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Scim.AspNetCore;
using Rollcall.Server.Security;

namespace Rollcall.Server.Intake;

/// <summary>
/// Journals every request under /scim, refused ones too: it stands before anyone is authenticated, because a 401 is the first thing the doctor wants to see.
/// </summary>
internal sealed class ExchangeRecorder(RequestDelegate next, ExchangeLog log, TimeProvider time)
{
    private const int LongestDetail = 500;

    private readonly ExchangeLog _log = log;

    public async Task InvokeAsync(HttpContext http)
    {
        var open = new OpenExchange(this, http, time.GetUtcNow(), time.GetTimestamp());
        http.Features.Set(open.Exchange);
        http.Features.Set(open.Mark);
        // Taken before the first byte of the answer leaves: who has read the answer finds it in the journal.
        http.Response.OnStarting(static state =>
        {
            ((OpenExchange)state).Close(null);
            return Task.CompletedTask;
        }, open);
        var failed = StatusCodes.Status500InternalServerError;
        try
        {
            await next(http);
            failed = 0;
        }
        catch (StoreUnavailableException)
        {
            failed = StatusCodes.Status503ServiceUnavailable;
            throw;
        }
        finally
        {
            // The edge outside answers what was thrown; the journal must have it too.
            open.Close(failed == 0 ? null : failed);
        }
    }

    /// <summary>One request until it is recorded, once.</summary>
    private sealed class OpenExchange(ExchangeRecorder recorder, HttpContext http, DateTimeOffset at, long started)
    {
        private bool _isClosed;

        public ScimExchange Exchange { get; } = new();

        public ChangeMark Mark { get; } = new();

        public void Close(int? status)
        {
            if (!_isClosed)
            {
                TrafficMarks.Count(recorder._log, http, Exchange, at);
            }

            if (!_isClosed && !Mark.IsJournalled)
            {
                recorder.Record(http, Exchange, at, started, status ?? (Exchange.Status == 0 ? http.Response.StatusCode : Exchange.Status));
            }

            _isClosed = true;
        }
    }

    private void Record(HttpContext http, ScimExchange exchange, DateTimeOffset at, long started, int status)
    {
        var door = http.Features.Get<DirectoryDoor>();
        var visit = http.Features.Get<DirectoryVisit>();
        var sought = ExchangeShape.SoughtIn(exchange.Filter);
        var refused = status >= 400;
        var own = new Exchange
        {
            At = at,
            Account = door?.Standing?.Account.Number ?? door?.Asked?.Account ?? 0,
            Directory = door?.Standing?.Directory.Key.Value ?? door?.Asked?.Key.Value,
            Kind = ExchangeShape.KindOf(exchange, status, sought),
            Verb = http.Request.Method,
            Route = ExchangeShape.RouteOf(http, visit),
            Pattern = ExchangeShape.PatternOf(exchange, visit),
            Query = Redaction.Query(http.Request.QueryString.Value),
            Status = status,
            Code = ExchangeShape.CodeOf(exchange, door),
            Detail = refused && exchange.Error is { } error ? Redaction.Text(error.Detail, LongestDetail) : null,
            Actor = door?.Token?.Prefix ?? door?.Prefix ?? "-",
            Micros = (long)time.GetElapsedTime(started).TotalMicroseconds,
            Request = refused && !exchange.RequestBody.IsEmpty ? Redaction.Body(exchange.RequestBody) : null,
            Ids = exchange.Ids,
            Count = exchange.Total ?? 0,
            Tolerances = exchange.Scope is { } scope ? ExchangeShape.TolerancesOf(scope.Tolerances) : null,
            Subject = ExchangeShape.SubjectOf(exchange, sought, status),
        };
        _log.Record(own);
        if (door is { Standing: { } standing, Asked: { } asked } && asked.Key != standing.Directory.Key)
        {
            // Its owner sees that a stranger was refused, and nothing that would tell who he is.
            _log.Record(own with { Account = asked.Account, Directory = asked.Key.Value, Kind = ExchangeKind.Unauthorized, Actor = "-", Detail = null, Request = null, Query = null, Subject = null });
        }
    }
}
