using System.Collections.Frozen;
using Microsoft.AspNetCore.Http.Features;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Security;

/// <summary>Lets a request through to its endpoint only if the caller may do what the endpoint demands. What demands nothing by name is refused.</summary>
internal sealed class Gate(RequestDelegate next, Callers callers, AccountRegister accounts, Entrances entrances, KeyUses uses)
{
    /// <summary>The largest body outside /scim, in bytes.</summary>
    private const long LargestBody = 1024 * 1024;

    private static readonly FrozenSet<string> OnMetricsPort = new[] { "/metrics", "/healthz", "/readyz" }.ToFrozenSet(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is { } endpoint && await OpenAsync(http, endpoint) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    /// <summary>Refuses, or opens the visit.</summary>
    private async ValueTask<ProblemResult?> OpenAsync(HttpContext http, Endpoint endpoint)
    {
        var refusal = await RefuseAsync(http, endpoint);
        if (http.Features.Get<Visit>() is { Caller: Caller.Holder } visit)
        {
            uses.Watch(http, visit, refusal);
        }

        return refusal;
    }

    private ValueTask<ProblemResult?> RefuseAsync(HttpContext http, Endpoint endpoint)
    {
        if (Wire.Of(http).IsMetricsPort && !OnMetricsPort.Contains(http.Request.Path.Value ?? ""))
        {
            return ValueTask.FromResult<ProblemResult?>(new ProblemResult(404, "noRoute", "This port serves metrics and health only.", "Ask the server's main port."));
        }

        var demand = endpoint.Metadata.GetMetadata<Demand>();
        if (demand is not Demand.DirectoryToken && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = LargestBody;
        }

        return demand switch
        {
            Demand.Nothing or Demand.OwnProof => default,
            Demand.DirectoryToken when http.Features.Get<DirectoryVisit>() is not null => default,
            Demand.LocalOrOperator => LocalAsync(http),
            Demand.KeyIfAny => KnownAsync(http),
            // Whoever has a key may ask what it is, whatever it is narrowed to.
            Demand.AnyKey => HeldAsync(http, static (caller, _) => caller is not Caller.Nobody, isForAll: true),
            Demand.Here(var right) => HeldAsync(http, (caller, _) => caller.May(right, 0)),
            Demand.InAccount(var right) => InAccountAsync(http, right),
            // The router's own answers to a wrong method or media type have no route and reveal nothing.
            null when endpoint is not RouteEndpoint => default,
            _ => ValueTask.FromResult<ProblemResult?>(GateRefusals.NotDeclared),
        };
    }

    private async ValueTask<ProblemResult?> LocalAsync(HttpContext http) =>
        Wire.Of(http) is { IsLocal: true, IsTrustedProxy: false } or { IsMetricsPort: true } ? null : await HeldAsync(http, static (caller, _) => caller.May(Right.Operate, 0));

    private async ValueTask<ProblemResult?> KnownAsync(HttpContext http)
    {
        if (GateRefusals.Exposed(http) is { } exposed)
        {
            return exposed;
        }

        var caller = await callers.FindAsync(http, http.RequestAborted);
        http.Features.Set(new Visit(caller, null, http));
        return caller.MayAsk(http.Request.Method, PathOf(http)) ? null : GateRefusals.Narrowed;
    }

    private async ValueTask<ProblemResult?> HeldAsync(HttpContext http, Func<Caller, HttpContext, bool> may, bool isForAll = false)
    {
        if (GateRefusals.Exposed(http) is { } exposed)
        {
            if (BearerHeader.TryRead(http.Request.Headers.Authorization, out var shown, out _))
            {
                await http.RequestServices.GetRequiredService<Exposures>().NoteAsync(shown, http);
            }

            return exposed;
        }

        var caller = await callers.FindAsync(http, http.RequestAborted);
        if (caller is Caller.Nobody(var why))
        {
            return GateRefusals.Unauthorized(why);
        }

        http.Features.Set(new Visit(caller, null, http));
        if (!isForAll && !caller.MayAsk(http.Request.Method, PathOf(http)))
        {
            return GateRefusals.Narrowed;
        }

        return may(caller, http) ? null : GateRefusals.Forbidden;
    }

    private async ValueTask<ProblemResult?> InAccountAsync(HttpContext http, Right right)
    {
        if (await HeldAsync(http, static (_, _) => true) is { } refusal)
        {
            return refusal;
        }

        var caller = http.Features.Get<Visit>()!.Caller;
        var text = http.GetRouteValue("account") as string ?? "";
        // A stranger's account answers as a missing one: who has no right in it learns not even that it is there.
        if (await accounts.FindByTextAsync(text, http.RequestAborted) is not { } account || !BelongsTo(caller, account.Number))
        {
            return GateRefusals.NoAccount;
        }

        var visit = new Visit(caller, account, http);
        http.Features.Set(visit);
        if (!caller.May(right, account.Number))
        {
            return GateRefusals.Forbidden;
        }

        if (caller.May(Right.Operate, account.Number))
        {
            await entrances.NoteAsync(account.Number, visit.Origin(StatusCodes.Status200OK));
        }

        return null;
    }

    private static string PathOf(HttpContext http) => http.Request.Path.Value ?? "/";

    private static bool BelongsTo(Caller caller, long account) =>
        caller is Caller.LocalOperator || (caller is Caller.Holder(var key) && (key.Account == account || caller.May(Right.Operate, account)));
}
