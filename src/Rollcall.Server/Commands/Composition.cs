using Rollcall.Core.Access;
using Rollcall.Core.Access.Assertions;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Events;
using Rollcall.Core.Events.Outbound;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Scim.AspNetCore;
using Rollcall.Server.Api;
using Rollcall.Server.Client;
using Rollcall.Server.Hosting;
using Rollcall.Server.Intake;
using Rollcall.Server.Intake.Tokens;
using Rollcall.Server.Remote;
using Rollcall.Server.Security;
using Rollcall.Server.Workers;

namespace Rollcall.Server.Commands;

/// <summary>Puts the rooms together: the one place that knows all of them.</summary>
internal static class Composition
{
    /// <summary>The application, not yet started.</summary>
    public static WebApplication Build(ServerOptions options, DataFolder folder, Store store, bool socketOnly, TimeProvider time)
    {
        var builder = ServerBuild.Create(options, folder, store, socketOnly, time);
        AddRooms(builder.Services, options);
        // Made with the data folder: whoever copies the database elsewhere has no key to it.
        builder.Services.AddSingleton(KeyRing.Open(options.KeyRing ?? folder.KeyRing, time));
        if (!socketOnly)
        {
            Telemetry.AddTo(builder.Services);
            builder.Services.AddHostedService<DeliveryWorker>();
            Description.AddTo(builder.Services);
        }

        var app = builder.Build();
        ServerBuild.UseFront(app, options);
        app.UseMiddleware<UrlWatch>();
        app.UseWhen(
            static http => http.Request.Path.StartsWithSegments("/scim", StringComparison.OrdinalIgnoreCase),
            static scim => scim.UseMiddleware<ExchangeRecorder>().UseMiddleware<DirectoryGate>());
        app.UseMiddleware<Gate>();
        app.UseWhen(static http => http.Request.Path.StartsWithSegments("/client", StringComparison.OrdinalIgnoreCase), static client => client.Use(DeviceProofs.KeepBodyAsync));
        HealthRoutes.Map(app);
        ScimRoutes.Map(app);
        TokenRoutes.Map(app);
        ApiRoutes.Map(app);
        ClientRoutes.Map(app);
        EventRoutes.Map(app);
        if (!socketOnly)
        {
            Telemetry.Map(app);
            Description.Map(app);
        }

        store.TellCommits(app.Services.GetRequiredService<JournalWatch>().Committed);
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Readiness>().Drain);
        return app;
    }

    private static void AddEvents(IServiceCollection services)
    {
        services.AddSingleton(static s => new EventOptions { PublicAddress = () => new Uri(s.GetRequiredService<ServerAddress>().Public) });
        services.AddSingleton<ISealedSecrets, ReceiverSecrets>().AddSingleton<EventKeys>().AddSingleton<Leases>();
        services.AddSingleton<ReceiverRegister>().AddSingleton<ReceiverLedger>().AddSingleton<EventReader>().AddSingleton<Delivery>().AddSingleton<Courier>();
    }

    private static void AddLdap(IServiceCollection services)
    {
        services.AddSingleton<LdapRegister>().AddSingleton<ISealedSecrets, LdapSecrets>();
        services.AddSingleton(static s => new Puller(
            s.GetRequiredService<Store>(), s.GetRequiredService<Registrar>(), s.GetRequiredService<SecretSeal>(), s.GetRequiredService<OutboundRules>().Allows, s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<PullWorker>();
    }

    private static void AddRooms(IServiceCollection services, ServerOptions options)
    {
        services.AddScim(static scim => scim.EventUris = EventReader.Uris);
        services.AddSingleton<Registrar>().AddSingleton<Births>().AddSingleton<AccountCatalogs>();
        services.AddSingleton<LastUse>().AddSingleton<DirectoryTraffic>().AddSingleton<Callers>().AddSingleton<Entrances>().AddSingleton<KeyUses>().AddSingleton<StrangerBound>().AddSingleton<Crowd>();
        services.AddSingleton<GuessBound>().AddSingleton<Exposures>();
        services.AddSingleton(options.Outbound).AddSingleton(static s => new OutboundClient(s.GetRequiredService<OutboundRules>()));
        services.AddSingleton<IKeyFetch, OutboundKeyFetch>().AddSingleton<IssuerKeys>().AddSingleton<AssertionJudge>();
        services.AddSingleton(new ExchangeLogOptions()).AddSingleton<ExchangeLog>().AddSingleton<JournalWatch>();
        services.AddSingleton(new RetentionOptions { ExchangeDays = options.ExchangeDays }).AddSingleton<Retention>();
        AddEvents(services);
        AddLdap(services);
        services.AddHostedService<LastUseWorker>().AddHostedService<ExchangeLogWorker>().AddHostedService<RetentionWorker>().AddHostedService<IndexWorker>().AddHostedService<RenewalWorker>().AddHostedService<PolicyWorker>();
        ApiRoutes.AddTo(services);
    }
}
