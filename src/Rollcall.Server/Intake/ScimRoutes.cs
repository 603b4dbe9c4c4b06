using System.Runtime.CompilerServices;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Intake;

/// <summary>SCIM as our identity providers reach it: one store a request, bound to account, directory, token and exchange.</summary>
internal static class ScimRoutes
{
    private static readonly ScimError StoreAway = new(503, null, "The database of Rollcall does not answer. Nothing is lost: try again later.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    private static readonly ScimError CatalogMoved = new(503, null, "The account's schemas changed while this request was on its way; nothing of it was stored. Send it again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    private static readonly ConditionalWeakTable<DirectoryStanding, Uri> s_baseUrls = [];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var host = new ScimHost { OpenScope = OpenAsync, Outage = static failure => ErrorOf(failure) };
        routes.MapScim(BaseUrl.Root + "/{account}/{directory}", host).WithMetadata(new Demand.DirectoryToken());
        // Everything else below /scim is refused before it comes here, since a token opens its own Base URL alone.
        routes.Map("/scim/{**rest}", static http => ScimResponse.WriteErrorAsync(http, new ScimError(404, null, "There is nothing at this path."), http.RequestAborted))
            .WithMetadata(new Demand.DirectoryToken()).ExcludeFromDescription();
    }

    /// <summary>The database is away; or the token lost its right between the gate and the request's first statement, which is told as the gate would have.</summary>
    private static ScimError? ErrorOf(Exception failure) => failure switch
    {
        StoreUnavailableException => StoreAway,
        PremiseLostException { Found: ScimError error } => error,
        _ => null,
    };

    private static async ValueTask<ScimResult<ScimScope>> OpenAsync(HttpContext http, CancellationToken ct)
    {
        var visit = http.Features.Get<DirectoryVisit>() ?? throw new InvalidOperationException("The directory gate lets nobody in without a visit.");
        var directory = visit.Standing.Directory;
        var profile = ScimProfile.ByName(directory.Idp.ToString()) ?? ScimProfile.Generic;
        var services = http.RequestServices;
        var mark = http.Features.Get<ChangeMark>();
        var tolerances = new Tolerances();
        var catalog = await CatalogAsync(http, visit, ct);
        var births = services.GetRequiredService<Births>();
        var binding = new ScimBinding
        {
            Directory = directory,
            Profile = profile,
            Catalog = catalog,
            Premise = PremiseOf(visit, catalog),
            RefusesWhenFull = visit.Standing.Account.Settings.RefuseWhenFull,
            Tolerances = tolerances,
            Origin = () => OriginOf(http, visit, profile),
            Journalled = () => mark?.IsJournalled = true,
            Births = births,
            Answering = answer => NoteDelivery(http, births, answer),
        };
        var store = new DirectoryScimStore(services.GetRequiredService<Store>().Under(visit.Premise), services.GetRequiredService<Registrar>(), binding);
        return new ScimScope { Store = store, BaseUrl = BaseUrlOf(services, visit.Standing), Profile = profile, Schemas = catalog.Schemas, Tolerances = tolerances };
    }

    /// <summary>Made once for a standing that is remembered.</summary>
    private static Uri BaseUrlOf(IServiceProvider services, DirectoryStanding standing) => s_baseUrls.TryGetValue(standing, out var known)
        ? known
        : s_baseUrls.GetValue(standing, it => BaseUrl.Of(new Uri(services.GetRequiredService<ServerAddress>().Public), it.Account.Id, it.Directory.Id));

    /// <summary>Memory shows and never hides: where another process may have changed the schemas meanwhile, discovery and what is no type yet are answered by what is so now.</summary>
    private static async ValueTask<AccountCatalog> CatalogAsync(HttpContext http, DirectoryVisit visit, CancellationToken ct)
    {
        var catalogs = http.RequestServices.GetRequiredService<AccountCatalogs>();
        var catalog = await catalogs.FindAsync(visit.Standing.Account, ct);
        var isKnown = visit.Premise is null || catalog.Schemas.Types.Any(type => string.Equals(type.Endpoint, "/" + ScimPath.EndpointOf(http.Request.Path), StringComparison.OrdinalIgnoreCase));
        return isKnown || await http.RequestServices.GetRequiredService<AccountRegister>().FindAsync(visit.Standing.Account.Number, ct) is not { } now ? catalog : await catalogs.FindAsync(now, ct);
    }

    /// <summary>A write checks the catalog in its lane, also where this process alone writes: an index that was added a moment ago must not miss its rows.</summary>
    private static Premise PremiseOf(DirectoryVisit visit, AccountCatalog catalog)
    {
        var account = visit.Standing.Account.Number;
        var unchanged = AccountCatalogs.Unchanged(account, catalog, CatalogMoved);
        return visit.Premise?.And(unchanged) ?? new Premise(account, visit.Settings, unchanged);
    }

    /// <summary>What was written to a connection that stands counts as delivered; who hangs up before that will ask again.</summary>
    private static void NoteDelivery(HttpContext http, Births births, BirthAnswer answer) => http.Response.OnCompleted(() =>
    {
        if (http.RequestAborted.IsCancellationRequested || http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            births.Lost(answer.Id);
        }
        else if (answer.IsRepeated)
        {
            births.Told(answer.Id);
        }

        return Task.CompletedTask;
    });

    private static Origin OriginOf(HttpContext http, DirectoryVisit visit, ScimProfile profile)
    {
        var exchange = http.Features.Get<ScimExchange>();
        return new Origin
        {
            Actor = visit.Token.Prefix,
            Directory = visit.Standing.Directory.Key.Value,
            Verb = http.Request.Method,
            Route = ExchangeShape.RouteOf(http, visit),
            Status = StatusOf(exchange?.Operation ?? ScimOperation.None, exchange?.ResourceType, profile),
            Request = exchange is { RequestBody.IsEmpty: false } ? Redaction.Body(exchange.RequestBody) : null,
            Tolerances = exchange?.Scope is { } scope ? ExchangeShape.TolerancesOf(scope.Tolerances) : null,
        };
    }

    /// <summary>The status that a change will be answered with; known before it is made, since the profile decides it.</summary>
    private static int StatusOf(ScimOperation operation, string? type, ScimProfile profile) => operation switch
    {
        ScimOperation.Create => 201,
        ScimOperation.Delete => 204,
        ScimOperation.Patch when !(type == "Group" ? profile.PatchGroupAnswersBody : profile.PatchAnswersBody) => 204,
        _ => 200,
    };
}
