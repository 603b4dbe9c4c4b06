using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Admitting;

namespace Rollcall.Server.Api;

/// <summary>All of /api.</summary>
internal static class ApiRoutes
{
    /// <summary>What its handlers ask for.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<AccountRegister>().AddSingleton<DirectoryRegister>().AddSingleton<CredentialRegister>().AddSingleton<DirectoryPasses>();
        services.AddSingleton<SecretSeal>().AddSingleton<KeyRingDesk>();
        services.AddSingleton<AccessTokens>().AddSingleton<OAuthClientRegister>().AddSingleton<TokenDesk>().AddSingleton<OAuthShapes>().AddSingleton<OAuthTrustRegister>().AddSingleton<OAuthTrustDoor>();
        services.AddSingleton<LicenseDesk>().AddSingleton<AdmissionDesk>().AddSingleton<DeviceDesk>().AddSingleton<RemovalDesk>().AddSingleton<BrakeDesk>().AddSingleton<SessionDesk>().AddSingleton<CaseFileReader>();
        services.AddSingleton<JournalReader>().AddSingleton<JournalTail>().AddSingleton<JournalFeed>();
        services.AddSingleton<Asked>();
        services.AddSingleton<SchemaDesk>().AddSingleton<IndexDesk>().AddSingleton<IndexBuild>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        AccountRoutes.Map(api);
        DirectoryRoutes.Map(api);
        KeyRoutes.Map(api);
        ReceiverRoutes.Map(api);
        OAuthRoutes.Map(api);
        KeyRingRoutes.Map(api);
        UserRoutes.Map(api);
        DeviceRoutes.Map(api);
        BrakeRoutes.Map(api);
        DuplicateRoutes.Map(api);
        RemovalRoutes.Map(api);
        LicenseRoutes.Map(api);
        PolicyRoutes.Map(api);
        LdapRoutes.Map(api);
        SchemaRoutes.Map(api);
        ResourceTypeRoutes.Map(api);
        IndexRoutes.Map(api);
        WhyRoutes.Map(api);
        JournalRoutes.Map(api);
    }
}
