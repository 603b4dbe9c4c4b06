using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>Registers what <see cref="ScimRouting.MapScim(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder, string, ScimHost)"/> needs.</summary>
public static class ScimRegistration
{
    /// <summary>Adds the service provider.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets its bounds; null keeps the defaults.</param>
    /// <exception cref="ArgumentException">A bound is out of its range; the message names all that are.</exception>
    public static IServiceCollection AddScim(this IServiceCollection services, Action<ScimOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new ScimOptions();
        configure?.Invoke(options);
        if (options.Faults() is { Count: > 0 } faults)
        {
            throw new ArgumentException("SCIM options: " + string.Join(' ', faults), nameof(configure));
        }

        services.TryAddSingleton(new ScimProvider(options));
        return services;
    }
}
