using Rollcall.Core.Storage;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Commands;

/// <summary>Puts the rooms together: the one place that knows all of them.</summary>
internal static class Composition
{
    /// <summary>The application, not yet started.</summary>
    public static WebApplication Build(ServerOptions options, DataFolder folder, Store store, bool socketOnly, TimeProvider time)
    {
        var builder = ServerBuild.Create(options, folder, store, socketOnly, time);
        var app = builder.Build();
        ServerBuild.UseFront(app, options);
        HealthRoutes.Map(app);
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Readiness>().Drain);
        return app;
    }
}
