using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Admission;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Client;

/// <summary>What client programs and gateways ask (product rules 28 to 30).</summary>
internal static class ClientRoutes
{
    private const int LongestEmail = 320;
    private const int LongestDevice = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/client/v1/connect", ConnectAsync).WithMetadata(new Demand.KeyIfAny()).WithName("connect")
            .WithSummary("Whether a person may connect: the decision for a gateway with its key or an enrolled device with its proof, a neutral refusal with a reference for everybody else.");
        SessionRoutes.Map(routes);
    }

    private static async Task<Results<Ok<ConnectVerdict>, JsonHttpResult<ConnectVerdict>, ProblemResult>> ConnectAsync(
        ConnectWish wish, Visit visit, AdmissionDesk desk, DeviceDesk devices, AccountRegister accounts, StrangerBound bound, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (wish.Email.Length is 0 or > LongestEmail || wish.Device?.Length > LongestDevice || wish.Subdomain?.Length > Subdomain.Longest)
        {
            return new ProblemResult(400, "invalidValue", $"email has 1 to {LongestEmail} characters, device at most {LongestDevice}, subdomain at most {Subdomain.Longest}.", "Send shorter values.");
        }

        var gateway = visit.Caller is Caller.Holder(var key) && visit.Caller.May(Right.Vouch, key.Account) ? key : null;
        var request = await RequestAsync(wish, gateway, accounts, ct);
        if (gateway is null)
        {
            // Who floods is answered as everybody is, but fills no disk; whose proof is in order is nobody's flood.
            var proof = await DeviceProofs.ReadAsync(http, ct);
            var takes = (proof is not null && await devices.HoldsAsync(request.Account, proof, time.GetUtcNow(), ct)) || bound.Takes(request.Account, http.Connection.RemoteIpAddress);
            var answer = takes ? await desk.ConnectAsync(request with { Proof = proof }) : null;
            return answer is { IsProven: true } ? TypedResults.Ok(OfDevice(answer)) : TypedResults.Json(
                new ConnectVerdict("refused", AdmissionSentence.Neutral, (answer?.Reference ?? StrangerBound.Nameless()).Text, null, null, null, null),
                ApiJson.Readable.ConnectVerdict,
                statusCode: StatusCodes.Status403Forbidden);
        }

        return TypedResults.Ok(Exact(await desk.ConnectAsync(request)));
    }

    private static async ValueTask<ConnectRequest> RequestAsync(ConnectWish wish, Credential? gateway, AccountRegister accounts, CancellationToken ct)
    {
        var named = Subdomain.TryParse(wish.Subdomain, out var subdomain) ? await accounts.FindAsync(subdomain, ct) : null;
        // A gateway speaks for its own account alone; another subdomain is one that nobody here answers to.
        var account = gateway is null ? named : await accounts.FindAsync(gateway.Account, ct);
        var meant = gateway is null || wish.Subdomain is null || named?.Number == account?.Number;
        return new ConnectRequest
        {
            Account = account?.Number ?? 0,
            Standing = meant ? ConnectRequest.StandingOf(account) : AccountStanding.Unknown,
            Email = wish.Email,
            Subdomain = wish.Subdomain,
            Device = wish.Device,
            Gateway = gateway?.Prefix,
        };
    }

    private static ConnectVerdict Exact(ConnectAnswer answer)
    {
        if (answer.Decision is AdmissionDecision.Refused(var reason, _))
        {
            var said = AdmissionSentence.Of(reason);
            return new ConnectVerdict("refused", said.Sentence, answer.Reference?.Text, said.Code, said.Remedy, said.Finding, answer.JournalNo);
        }

        return new ConnectVerdict("allowed", "The user may connect.", null, null, null, null, answer.JournalNo, answer.Begun?.Id.ToString("N"));
    }

    /// <summary>A person with proof hears the reason in words; what an administrator does about it is for him.</summary>
    private static ConnectVerdict OfDevice(ConnectAnswer answer) => Exact(answer) with { Remedy = null, Finding = null, JournalNo = null };
}
