using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>Maps SCIM into an application.</summary>
public static class ScimRouting
{
    /// <summary>Serves SCIM 2.0 below a pattern; everything below it, also what does not exist, answers in SCIM's way.</summary>
    /// <param name="endpoints">The application's routes.</param>
    /// <param name="pattern">The base path, which may have parameters: <c>/scim/v2/{account}/{directory}</c>.</param>
    /// <param name="host">What the application decides.</param>
    /// <returns>The endpoint, for authorization or rate limits.</returns>
    /// <exception cref="InvalidOperationException"><see cref="ScimRegistration.AddScim"/> was not called.</exception>
    public static IEndpointConventionBuilder MapScim(this IEndpointRouteBuilder endpoints, string pattern, ScimHost host)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentNullException.ThrowIfNull(host);
        var services = endpoints.ServiceProvider;
        var provider = services.GetService<ScimProvider>() ?? throw new InvalidOperationException("Call builder.Services.AddScim() before app.MapScim().");
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Rollcall.Scim.AspNetCore");
        var endpoint = new ScimEndpoint(provider, host, logger);
        return endpoints.Map(pattern.TrimEnd('/') + "/{**" + ScimEndpoint.PathParameter + "}", endpoint.InvokeAsync).WithDisplayName("SCIM " + pattern);
    }

    /// <summary>Serves SCIM 2.0 below a pattern, where no exception of the store is an outage.</summary>
    /// <param name="endpoints">The application's routes.</param>
    /// <param name="pattern">The base path.</param>
    /// <param name="openScope">See <see cref="ScimHost.OpenScope"/>.</param>
    public static IEndpointConventionBuilder MapScim(
        this IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, CancellationToken, ValueTask<ScimResult<ScimScope>>> openScope) =>
        endpoints.MapScim(pattern, new ScimHost { OpenScope = openScope });

    /// <summary>Serves polls for events (RFC 8936) at a pattern, by POST.</summary>
    /// <param name="endpoints">The application's routes.</param>
    /// <param name="pattern">The path, which may have parameters: <c>/feeds/{receiver}</c>.</param>
    /// <param name="host">What the application decides.</param>
    /// <returns>The endpoint, for authorization or rate limits.</returns>
    public static IEndpointConventionBuilder MapScimPoll(this IEndpointRouteBuilder endpoints, string pattern, FeedHost host)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentNullException.ThrowIfNull(host);
        var logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Rollcall.Scim.AspNetCore");
        return endpoints.MapMethods(pattern, ["POST"], new PollEndpoint(host, logger).InvokeAsync).WithDisplayName("SCIM events " + pattern);
    }
}
