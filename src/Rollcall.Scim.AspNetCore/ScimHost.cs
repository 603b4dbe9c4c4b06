using Microsoft.AspNetCore.Http;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>What the application decides about SCIM requests.</summary>
public sealed class ScimHost
{
    /// <summary>
    /// Says whose resources a request works with, or refuses it (401, 403, 503). It runs before the body is read and before the route is looked at, so
    /// that a caller without rights learns nothing else. <see cref="ScimExchange"/> is already among the request's features.
    /// </summary>
    public required Func<HttpContext, CancellationToken, ValueTask<ScimResult<ScimScope>>> OpenScope { get; init; }

    /// <summary>
    /// Says which exceptions are outages and not bugs: a 503 with Retry-After for a store that cannot be reached. Null, or a null result, makes them 500.
    /// An outage must never look like 401 or 404: identity providers act on those.
    /// </summary>
    public Func<Exception, ScimError?>? Outage { get; init; }

    /// <summary>
    /// Takes requests with <c>Prefer: respond-async</c> (RFC 9967 section 2.5.1) and serves their outcome at <c>/AsyncResults/{transaction}</c>. Null
    /// answers every request in the usual way, as the RFC allows.
    /// </summary>
    public IAsyncKeeper? Asynchronous { get; init; }
}
