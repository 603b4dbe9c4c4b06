using Microsoft.AspNetCore.Http.HttpResults;

namespace Rollcall.Server.Hosting;

/// <summary>The probes of orchestrators. They say nothing of the data, so everybody may ask.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Live).WithMetadata(new Demand.Nothing()).ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).WithMetadata(new Demand.Nothing()).ExcludeFromDescription();
    }

    /// <summary>The process runs.</summary>
    private static ContentHttpResult Live() => TypedResults.Text("ok\n");

    /// <summary>The process wants requests.</summary>
    private static async Task<IResult> ReadyAsync(Readiness readiness, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await readiness.ObstacleAsync(ct) is not { } obstacle)
        {
            return TypedResults.Text("ready\n");
        }

        http.Response.Headers.RetryAfter = "5";
        return TypedResults.Text($"not ready: {obstacle}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
