using Microsoft.AspNetCore.Http;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>What the application decides about polls for events.</summary>
public sealed class FeedHost
{
    /// <summary>Says which receiver asks, by its credential, and gives its feed; or refuses (401, 403, 503). It runs before the body is read.</summary>
    public required Func<HttpContext, CancellationToken, ValueTask<ScimResult<IScimFeed>>> OpenFeed { get; init; }

    /// <summary>Says which exceptions are outages and not bugs, as <see cref="ScimHost.Outage"/> does.</summary>
    public Func<Exception, ScimError?>? Outage { get; init; }
}
