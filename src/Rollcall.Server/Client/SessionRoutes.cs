using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Admission;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Client;

/// <summary>What enrolled devices and gateways ask beside connecting: enrolment, heartbeat, goodbye (product rules 28 and 29).</summary>
internal static class SessionRoutes
{
    private const int LongestText = 400;
    private const string NotEnrolled = "The device was not enrolled. Ask your administrator for a new code, and check address, subdomain and the device's clock.";

    private static readonly ProblemResult NoSession = new(
        404, "session-unknown", "There is no such session, or this caller is not the one that it belongs to.", "Connect again. A device's clock must be right within five minutes, and each proof is taken once.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/client/v1/enroll", EnrolAsync).WithMetadata(new Demand.KeyIfAny()).WithName("enroll").WithSummary("Enrols a device by a code that an administrator handed out.");
        routes.MapPost("/client/v1/heartbeat", static (SessionWish wish, Visit visit, SessionDesk desk, AccountRegister accounts, HttpContext http, CancellationToken ct) =>
                AskAsync(wish, visit, accounts, http, desk.HeartbeatAsync, ct))
            .WithMetadata(new Demand.KeyIfAny()).WithName("heartbeat").WithSummary("Says that a client is still there; answers whether its session lives.");
        routes.MapPost("/client/v1/disconnect", static (SessionWish wish, Visit visit, SessionDesk desk, AccountRegister accounts, HttpContext http, CancellationToken ct) =>
                AskAsync(wish, visit, accounts, http, desk.DisconnectAsync, ct))
            .WithMetadata(new Demand.KeyIfAny()).WithName("disconnect").WithSummary("Ends a session.");
    }

    private static async Task<Results<Created<EnrolVerdict>, JsonHttpResult<EnrolVerdict>, ProblemResult>> EnrolAsync(
        EnrolWish wish, DeviceDesk desk, AccountRegister accounts, HttpContext http, CancellationToken ct)
    {
        if (wish.Email.Length > LongestText || wish.Code.Length > LongestText || wish.PublicKey.Length > LongestText || wish.Label?.Length > LongestText || wish.Subdomain.Length > Subdomain.Longest)
        {
            return new ProblemResult(400, "invalidValue", $"A value is longer than {LongestText} characters.", "Send shorter values.");
        }

        var account = Subdomain.TryParse(wish.Subdomain, out var subdomain) ? await accounts.FindAsync(subdomain, ct) : null;
        var key = new byte[wish.PublicKey.Length];
        var read = Convert.TryFromBase64String(wish.PublicKey, key, out var length);
        var origin = new Origin { Actor = "device", Verb = "POST", Route = "/client/v1/enroll", Status = 201 };
        var device = account is { State: AccountState.Active } && read && await desk.KnowsAsync(account.Number, wish.Code, ct)
            ? await desk.EnrolAsync(account.Number, wish.Email, wish.Code, key[..length], wish.Label ?? "", await DeviceProofs.ReadAsync(http, ct), origin)
            : null;
        return device is null
            ? TypedResults.Json(new EnrolVerdict("refused", NotEnrolled), ApiJson.Readable.EnrolVerdict, statusCode: StatusCodes.Status403Forbidden)
            : TypedResults.Created((string?)null, new EnrolVerdict("enrolled", "The device is enrolled.", device.Id.ToString("N")));
    }

    private static async Task<Results<Ok<SessionVerdict>, ProblemResult>> AskAsync(
        SessionWish wish, Visit visit, AccountRegister accounts, HttpContext http, Func<long, AccountStanding, Guid, SessionHolder, Task<SessionAnswer?>> ask, CancellationToken ct)
    {
        var gateway = visit.Caller is Caller.Holder(var key) && visit.Caller.May(Right.Vouch, key.Account) ? key : null;
        var account = gateway is not null ? await accounts.FindAsync(gateway.Account, ct)
            : Subdomain.TryParse(wish.Subdomain, out var subdomain) ? await accounts.FindAsync(subdomain, ct) : null;
        SessionHolder? holder = gateway is not null ? new SessionHolder.Gateway(gateway.Prefix) : await DeviceProofs.ReadAsync(http, ct) is { } proof ? new SessionHolder.Device(proof) : null;
        if (account is null || holder is null || !Guid.TryParse(wish.Session, out var id)
            || await ask(account.Number, ConnectRequest.StandingOf(account), id, holder) is not { } answer)
        {
            return NoSession;
        }

        return TypedResults.Ok(answer.Over is { } over
            ? new SessionVerdict("ended", over, Sentence(over), null)
            : new SessionVerdict("live", null, "The session lives.", Earlier(answer.Session.LastHeartbeat + SessionTerms.Silence, answer.Session.Started + SessionTerms.Longest)));
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Sentence(string code) => code switch
    {
        "disconnected" => "The session was ended by the client.",
        "lapsed" => "The session lapsed: no heartbeat came for five minutes, or it was a day old.",
        "removed" => "The device was removed by an administrator.",
        "licenseTaken" => "The license was taken meanwhile; connect again.",
        _ => Enum.GetValues<AdmissionReason>().Select(AdmissionSentence.Of).FirstOrDefault(s => s.Code == code)?.Sentence ?? "The session has ended.",
    };
}
