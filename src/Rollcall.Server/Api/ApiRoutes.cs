using Rollcall.Core.Access;
using Rollcall.Core.Accounts;

namespace Rollcall.Server.Api;

/// <summary>All of /api.</summary>
internal static class ApiRoutes
{
    /// <summary>What its handlers ask for.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<AccountRegister>().AddSingleton<DirectoryRegister>().AddSingleton<CredentialRegister>();
        services.AddSingleton<Asked>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        AccountRoutes.Map(api);
        DirectoryRoutes.Map(api);
        KeyRoutes.Map(api);
    }
}
