using OpenTelemetry.Metrics;

namespace Rollcall.Server.Hosting;

/// <summary>What the server counts, for Prometheus.</summary>
internal static class Telemetry
{
    public static void AddTo(IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(static metrics => metrics
        .AddMeter("Rollcall.*").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter());

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new Demand.LocalOrOperator());
}
