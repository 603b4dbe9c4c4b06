using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Events;
using Rollcall.Core.Words;
using Rollcall.Scim.Messages.Events;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The receivers of an account's events.</summary>
internal static class ReceiverRoutes
{
    private const int MostDeliveries = 1000;

    private static readonly ProblemResult NoReceiver = Refusals.Missing(
        "receiver-unknown", "There is no such receiver in this account.", "Name it by id or label; 'rollcall receiver list' shows them.");

    private static readonly ProblemResult NotSentTo = new(
        409, "receiver-polls", "The receiver asks for its events itself, so none can be sent to it.", "Poll with its key: POST /events/v1/poll.");

    public static void Map(IEndpointRouteBuilder api)
    {
        const string All = "/accounts/{account}/receivers";
        const string One = All + "/{receiver}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapPost(All, CreateAsync).WithMetadata(administer).WithName("createReceiver").WithSummary("Creates a receiver of events; its secret is in this answer and nowhere else.");
        api.MapGet(All, ListAsync).WithMetadata(read).WithName("listReceivers").WithSummary("The receivers of an account, without their secrets.");
        api.MapGet(One, ShowAsync).WithMetadata(read).WithName("getReceiver").WithSummary("One receiver, by id or label.");
        api.MapDelete(One, DeleteAsync).WithMetadata(administer).WithName("deleteReceiver").WithSummary("Deletes a receiver; what it was not told it will not be told.");
        api.MapPost(One + "/pause", PauseAsync).WithMetadata(administer).WithName("pauseReceiver").WithSummary("Sends it nothing until it is resumed; events wait.");
        api.MapPost(One + "/resume", ResumeAsync).WithMetadata(administer).WithName("resumeReceiver").WithSummary("Goes on where it stopped, or from now on.");
        api.MapPost(One + "/test", TestAsync).WithMetadata(administer).WithName("testReceiver").WithSummary("Sends a signed test event and says what came back.");
        api.MapGet(One + "/deliveries", DeliveriesAsync).WithMetadata(read).WithName("listDeliveries").WithSummary("The latest deliveries to a receiver, newest first.");
    }

    private static async Task<Results<Created<IssuedReceiverView>, ProblemResult>> CreateAsync(ReceiverWish wish, Visit visit, ReceiverRegister receivers, ServerAddress address)
    {
        if (WireWords.Value<ReceiverKind>(wish.Kind) is not { } kind)
        {
            return Refusals.NotAllowed("kind", wish.Kind, WireWords.Allowed<ReceiverKind>());
        }

        var kinds = wish.Events is null ? EventKinds.All : EventKinds.None;
        foreach (var word in wish.Events ?? [])
        {
            if (WireWords.Value<EventKinds>(word) is not { } one || one == EventKinds.None)
            {
                return Refusals.NotAllowed("events", word, "some of 'create', 'patch', 'put', 'delete', 'activate', 'deactivate', or 'all'");
            }

            kinds |= one;
        }

        var receiver = new NewReceiver
        {
            Kind = kind,
            Label = wish.Label,
            Url = wish.Url,
            Audience = wish.Audience,
            Kinds = kinds,
            Full = wish.Full,
            BearerToken = wish.BearerToken,
            FromBeginning = wish.FromBeginning,
        };
        var outcome = await receivers.CreateAsync(visit.Account.Number, receiver, visit.Origin(201));
        return outcome.Match<Results<Created<IssuedReceiverView>, ProblemResult>>(
            issued => TypedResults.Created(
                $"/api/accounts/{visit.Account.Id}/receivers/{issued.Row.Id}", new IssuedReceiverView(issued.Secret?.Reveal(), Show(issued.Row, visit, address))),
            static refused => refused.ToProblem());
    }

    private static async Task<Ok<ReceiverList>> ListAsync(Visit visit, ReceiverRegister receivers, ServerAddress address, CancellationToken ct) =>
        TypedResults.Ok(new ReceiverList([.. (await receivers.ListAsync(visit.Account.Number, ct)).Select(row => Show(row, visit, address))]));

    private static async Task<Results<Ok<ReceiverView>, ProblemResult>> ShowAsync(
        string receiver, Visit visit, ReceiverRegister receivers, ServerAddress address, CancellationToken ct) =>
        await FindAsync(receiver, visit, receivers, ct) is { } row ? TypedResults.Ok(Show(row, visit, address)) : NoReceiver;

    private static Task<Results<Ok<ReceiverView>, ProblemResult>> DeleteAsync(
        string receiver, Visit visit, ReceiverRegister receivers, ServerAddress address, CancellationToken ct) =>
        ChangeAsync(receiver, visit, receivers, address, row => receivers.DeleteAsync(row.Account, row.Id, visit.Origin(200)), ct);

    private static Task<Results<Ok<ReceiverView>, ProblemResult>> PauseAsync(
        string receiver, Visit visit, ReceiverRegister receivers, ServerAddress address, CancellationToken ct) =>
        ChangeAsync(receiver, visit, receivers, address, row => receivers.PauseAsync(row.Account, row.Id, visit.Origin(200)), ct);

    private static Task<Results<Ok<ReceiverView>, ProblemResult>> ResumeAsync(
        string receiver, ResumeWish? wish, Visit visit, ReceiverRegister receivers, ServerAddress address, CancellationToken ct) =>
        ChangeAsync(receiver, visit, receivers, address, row => receivers.ResumeAsync(row.Account, row.Id, wish?.Skip == true, visit.Origin(200)), ct);

    private static async Task<Results<Ok<ReceiverTest>, ProblemResult>> TestAsync(
        string receiver, Visit visit, ReceiverRegister receivers, Delivery delivery, ServerAddress address, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(receiver, visit, receivers, ct) is not { } row)
        {
            return NoReceiver;
        }

        if (row.Kind == ReceiverKind.Poll)
        {
            return NotSentTo;
        }

        var started = time.GetTimestamp();
        var outcome = await delivery.SendAsync(row, TestEvent(row, visit, address, time), ct);
        var took = (long)time.GetElapsedTime(started).TotalMilliseconds;
        return TypedResults.Ok(outcome switch
        {
            DeliveryOutcome.Failed(var status, var error, _, _) => new ReceiverTest(false, status, error, took),
            DeliveryOutcome.Taken(var status) => new ReceiverTest(true, status, null, took),
            _ => throw new InvalidOperationException("An outcome has two cases."),
        });
    }

    private static async Task<Results<Ok<DeliveryList>, ProblemResult>> DeliveriesAsync(
        string receiver, int? limit, Visit visit, ReceiverRegister receivers, CancellationToken ct)
    {
        if (limit is < 1 or > MostDeliveries)
        {
            return Refusals.NotAllowed("limit", limit.ToString(), $"a number from 1 to {MostDeliveries}");
        }

        return await FindAsync(receiver, visit, receivers, ct) is { } row
            ? TypedResults.Ok(new DeliveryList([.. (await receivers.DeliveriesAsync(row, limit ?? 50, ct)).Select(static d => new DeliveryView(d.No, d.At, d.Attempts, d.Status, d.Error))]))
            : NoReceiver;
    }

    /// <summary>The verification event of the OpenID Shared Signals Framework 1.0 section 7.1.4: it is about nobody.</summary>
    private static SecurityEvent TestEvent(ReceiverRow row, Visit visit, ServerAddress address, TimeProvider time)
    {
        var id = Guid.CreateVersion7().ToString("N");
        return new SecurityEvent
        {
            Id = id,
            Issuer = $"{address.Public}/scim/v2/{visit.Account.Id}",
            Audience = [row.Audience],
            IssuedAt = time.GetUtcNow(),
            Subject = new EventSubject { Uri = "/ServiceProviderConfig" },
            Events = [new ScimEvent.Other("https://schemas.openid.net/secevent/ssf/event-type/verification", new JsonObject { ["state"] = id })],
        };
    }

    private static async Task<Results<Ok<ReceiverView>, ProblemResult>> ChangeAsync(
        string receiver, Visit visit, ReceiverRegister receivers, ServerAddress address, Func<ReceiverRow, Task<Outcome<ReceiverRow>>> change, CancellationToken ct)
    {
        if (await FindAsync(receiver, visit, receivers, ct) is not { } row)
        {
            return NoReceiver;
        }

        var outcome = await change(row);
        return outcome.Match<Results<Ok<ReceiverView>, ProblemResult>>(
            after => TypedResults.Ok(Show(after, visit, address)), static refused => refused.ToProblem());
    }

    private static async ValueTask<ReceiverRow?> FindAsync(string text, Visit visit, ReceiverRegister receivers, CancellationToken ct)
    {
        var all = await receivers.ListAsync(visit.Account.Number, ct);
        return all.Find(row => Guid.TryParse(text, out var id) && row.Id.Value == id) ?? all.Find(row => string.Equals(row.Label, text, StringComparison.OrdinalIgnoreCase));
    }

    private static ReceiverView Show(ReceiverRow row, Visit visit, ServerAddress address) => new(
        row.Id.ToString(),
        row.Label,
        row.Kind.Word(),
        row.Url?.AbsoluteUri ?? address.Public + "/events/v1/poll",
        row.Audience,
        [.. Enum.GetValues<EventKinds>().Where(kind => kind is not (EventKinds.None or EventKinds.All) && row.Kinds.HasFlag(kind)).Select(static kind => kind.Word())],
        row.Full,
        row.State.Word(),
        row.Kind == ReceiverKind.Webhook ? null : $"{address.Public}/.well-known/rollcall/{visit.Account.Id}/jwks.json",
        row.Delivered,
        row.LastDelivered,
        row.Failures,
        row.FailingSince,
        row.NextTry,
        row.LastError,
        row.Created);
}
