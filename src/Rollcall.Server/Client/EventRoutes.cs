using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Events;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Serving;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Client;

/// <summary>What receivers of events ask: the keys that verify them, and for those that poll the events.</summary>
internal static class EventRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapScimPoll("/events/v1/poll", new FeedHost { OpenFeed = OpenAsync, Outage = Outage }).WithMetadata(new Demand.KeyIfAny());
        routes.MapGet("/.well-known/rollcall/{account}/jwks.json", KeysAsync).WithMetadata(new Demand.Nothing()).WithName("eventKeys")
            .WithSummary("The public keys that an account's events are verified with (RFC 7517).");
    }

    private static async ValueTask<ScimResult<IScimFeed>> OpenAsync(HttpContext http, CancellationToken ct)
    {
        var services = http.RequestServices;
        var visit = http.Features.Get<Visit>();
        if (visit?.Caller is not Caller.Holder(var key))
        {
            return new ScimError(401, null, "Send the receiver's key as a bearer token; 'rollcall receiver create --poll' shows it once.");
        }

        if (!visit.Caller.May(Right.Poll, key.Account)
            || await services.GetRequiredService<ReceiverRegister>().FindAsync(key.Account, key.Owner, ct) is not { Kind: ReceiverKind.Poll } receiver)
        {
            return new ScimError(403, null, "This key is not that of a receiver that polls.");
        }

        return ScimResult.Of<IScimFeed>(new ReceiverFeed(
            receiver, services.GetRequiredService<EventReader>(), services.GetRequiredService<Delivery>(), services.GetRequiredService<ReceiverLedger>(),
            services.GetRequiredService<JournalWatch>(), services.GetRequiredService<TimeProvider>()));
    }

    private static ScimError? Outage(Exception failure) => failure is StoreUnavailableException
        ? new ScimError(503, null, "The database of Rollcall does not answer. Nothing is lost: try again later.") { RetryAfter = TimeSpan.FromSeconds(30) }
        : null;

    /// <summary>They are public, and the account's id tells nothing of the account.</summary>
    private static async Task<Results<ContentHttpResult, ProblemResult>> KeysAsync(string account, AccountRegister accounts, EventKeys keys, HttpContext http, CancellationToken ct)
    {
        if (!Guid.TryParseExact(account, "N", out var id) || await accounts.FindAsync(new AccountId(id), ct) is not { } row)
        {
            return GateRefusals.NoAccount;
        }

        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Text(VerificationKey.ToJson(keys.PublicKeysOf(row.Number)).ToJsonString(), "application/jwk-set+json");
    }
}
