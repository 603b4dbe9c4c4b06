using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;
using Rollcall.Server.Api;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Commands;

/// <summary>Puts the rooms together: the one place that knows all of them.</summary>
internal static class Composition
{
    /// <summary>The application, not yet started.</summary>
    public static WebApplication Build(ServerOptions options, DataFolder folder, Store store, bool socketOnly, TimeProvider time)
    {
        var builder = ServerBuild.Create(options, folder, store, socketOnly, time);
        builder.Services.AddSingleton<LastUse>().AddSingleton<DirectoryTraffic>().AddSingleton<Callers>();
        ApiRoutes.AddTo(builder.Services);
        var app = builder.Build();
        ServerBuild.UseFront(app, options);
        app.UseWhen(static http => http.Request.Path.StartsWithSegments("/scim", StringComparison.OrdinalIgnoreCase), static scim => scim.UseMiddleware<DirectoryGate>());
        app.UseMiddleware<Gate>();
        HealthRoutes.Map(app);
        ApiRoutes.Map(app);
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Readiness>().Drain);
        return app;
    }
}
